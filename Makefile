# kawat: one plain Makefile. `make help` lists the targets.
# BUILD=dir builds elsewhere; CC=clang builds with clang; SAN=1 with ASan and UBSan; EXTRA=... adds flags.
ifeq ($(origin CC),default)
CC      = gcc
endif
BUILD  ?= build
WARN    = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
OPT     = -O2 -g
ifdef SAN
OPT     = -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all -DKW_ARENA_MALLOC
endif
CFLAGS  = -std=c17 -D_GNU_SOURCE -fPIC -fvisibility=default -fno-semantic-interposition -pthread -MMD -MP $(WARN) $(OPT) -Iinclude -Isrc -I. -isystem /usr/include/libxml2 $(EXTRA)
comma   = ,
# MyHTML is linked in where its archive is there: calls inside a shared library go through a table, which costs a page 4 % of its time.
MODEST := $(if $(wildcard $(shell $(CC) -print-file-name=libmodest.a)),-l:libmodest.a -Wl$(comma)--exclude-libs$(comma)libmodest.a,-lmodest)
LIBS    = $(MODEST) -lxml2 -ljansson -lsqlite3 -lmicrohttpd -lz -lzstd -lbrotlidec -lutf8proc -luchardet -lseccomp -lm -pthread

VERSION := $(shell sed -n 's/^\#define KW_VERSION "\(.*\)"/\1/p' include/kawat.h)
SONAME  = libkawat.so.$(firstword $(subst ., ,$(VERSION)))

SRC     = $(wildcard src/*/*.c src/*.c)
OBJ     = $(SRC:%.c=$(BUILD)/%.o) $(BUILD)/pack.o
CMD     = $(wildcard cmd/*.c)
# world/standing.tsv is for tools/check-tables alone.
KNOW    = $(filter-out world/standing.tsv lang/grammar_classes.tsv,$(sort $(wildcard lang/*.tsv lang/*/*.tsv lang/*/*.model world/*.tsv web/*.css web/*.js web/*.svg)))
BASE    = $(wildcard src/base/*.c) src/know/table.c

all: $(BUILD)/kawat $(BUILD)/libkawat.so

# What every byte of a page passes through; elsewhere it makes the program larger and nothing faster.
ifndef SAN
$(BUILD)/src/base/%.o $(BUILD)/src/know/%.o $(BUILD)/src/read/%.o $(BUILD)/src/clean/%.o: OPT += -O3
endif

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	@echo '  cc   $<'
	@$(CC) $(CFLAGS) -c $< -o $@

$(BUILD)/tools/%: $(BUILD)/tools/%.o $(BASE:%.c=$(BUILD)/%.o)
	@echo '  link $@'
	@$(CC) $(CFLAGS) $^ -o $@ -ljansson -lutf8proc -lm

$(BUILD)/know.pack: $(BUILD)/tools/pack $(KNOW)
	@echo '  pack $@'
	@$< $@ $(KNOW)

$(BUILD)/pack.o: $(BUILD)/know.pack
	@printf '.section .rodata\n.balign 64\n.globl kw_pack_image\nkw_pack_image:\n.incbin "%s"\n.byte 0\n.section .note.GNU-stack,"",%%progbits\n' $< > $(BUILD)/pack.S
	@$(CC) -c $(BUILD)/pack.S -o $@

$(BUILD)/src/store/schema.o: src/store/schema.sql

$(BUILD)/libkawat.a: $(OBJ)
	@rm -f $@ && ar rcs $@ $^

$(BUILD)/libkawat.so: $(OBJ)
	@echo '  link $@'
	@$(CC) -shared -Wl,-soname,$(SONAME) $(OPT) $^ -o $@ $(LIBS)

$(BUILD)/kawat: $(CMD:%.c=$(BUILD)/%.o) $(BUILD)/libkawat.a
	@echo '  link $@'
	@$(CC) $(CFLAGS) $^ -o $@ $(LIBS)

# ---- tests: C programs (cmocka), text pairs, commands, the page; see tests/README.md ----
CTEST   = $(patsubst %.c,$(BUILD)/%,$(wildcard tests/*/*_test.c))

$(BUILD)/bench/%: $(BUILD)/bench/%.o $(BUILD)/libkawat.a
	@echo '  link $@'
	@$(CC) $(CFLAGS) $^ -o $@ $(LIBS)

$(BUILD)/tests/%_test: $(BUILD)/tests/%_test.o $(BUILD)/libkawat.a
	@echo '  link $@'
	@$(CC) $(CFLAGS) $^ -o $@ -lcmocka $(LIBS)

# the doors of outside bytes; their seeds are replayed by tests/fuzz
REPLAY  = $(patsubst fuzz/%.c,$(BUILD)/fuzz/%_replay,$(filter-out fuzz/replay.c,$(wildcard fuzz/*.c)))

$(BUILD)/fuzz/%_replay: $(BUILD)/fuzz/%.o $(BUILD)/fuzz/replay.o $(BUILD)/libkawat.a
	@echo '  link $@'
	@$(CC) $(CFLAGS) $^ -o $@ $(LIBS)

tests: all $(CTEST) $(REPLAY)

check: deps-check tests
	@BUILD=$(BUILD) tests/run

# What a change is landed on: everything but the browser and the long ones.
check-fast: tests
	@BUILD=$(BUILD) tests/run --fast

deps:
	@tools/deps build
deps-check:
	@tools/deps build check browser

# ---- for a newcomer ----
demo:
	@tools/deps build
	@$(MAKE) --no-print-directory -s -j2 all
	@BUILD=$(BUILD) tools/demo

# ---- figures: every quality figure, every speed ----
quality: all
	@BUILD=$(BUILD) bench/quality/run
bench: all
	@BUILD=$(BUILD) bench/run

# ---- the same tests under ASan and UBSan; fuzzers (clang, 60 s each: FUZZ_SECONDS) ----
asan:
	@$(MAKE) --no-print-directory -s SAN=1 BUILD=build-asan tests
	@BUILD=build-asan ASAN_OPTIONS=detect_leaks=1 KAWAT_SAN=1 tests/run --fast

FUZZ_SECONDS ?= 60
fuzz:
	@FUZZ_SECONDS=$(FUZZ_SECONDS) fuzz/run

# ---- program, library, header, pkg-config file, man page ----
PREFIX ?= /usr/local
LIBDIR ?= $(PREFIX)/lib
SHARED_LIB = libkawat.so.$(VERSION)
INSTALLED  = $(PREFIX)/bin/kawat $(LIBDIR)/libkawat.a $(LIBDIR)/$(SHARED_LIB) $(LIBDIR)/$(SONAME) $(LIBDIR)/libkawat.so \
             $(LIBDIR)/pkgconfig/kawat.pc $(PREFIX)/include/kawat.h $(PREFIX)/share/man/man1/kawat.1

install: all
	install -d $(sort $(dir $(INSTALLED:%=$(DESTDIR)%)))
	install -m 755 $(BUILD)/kawat $(DESTDIR)$(PREFIX)/bin/
	install -m 644 $(BUILD)/libkawat.a $(DESTDIR)$(LIBDIR)/
	install -m 644 $(BUILD)/libkawat.so $(DESTDIR)$(LIBDIR)/$(SHARED_LIB)
	ln -sf $(SHARED_LIB) $(DESTDIR)$(LIBDIR)/$(SONAME)
	ln -sf $(SONAME) $(DESTDIR)$(LIBDIR)/libkawat.so
	install -m 644 include/kawat.h $(DESTDIR)$(PREFIX)/include/
	install -m 644 docs/kawat.1 $(DESTDIR)$(PREFIX)/share/man/man1/
	@printf '%s\n' 'prefix=$(PREFIX)' 'libdir=$(LIBDIR)' 'includedir=$${prefix}/include' '' 'Name: kawat' \
	  'Description: reads news and keeps the record of who did what to whom, when, and who says so' 'Version: $(VERSION)' \
	  'Cflags: -I$${includedir}' 'Libs: -L$${libdir} -lkawat' 'Libs.private: $(LIBS)' > $(DESTDIR)$(LIBDIR)/pkgconfig/kawat.pc

uninstall:
	rm -f $(INSTALLED:%=$(DESTDIR)%)

print-libs:
	@echo '$(LIBS)'

help:
	@echo 'make            build/kawat, build/libkawat.a, build/libkawat.so'
	@echo 'make demo       install what is missing, build, read the samples, print the timeline'
	@echo 'make check      install what tests need, build, run every test'
	@echo 'make quality    every quality figure (needs ../shared)     make bench   every speed'
	@echo 'make asan       the tests under ASan and UBSan             make fuzz    the fuzzers'
	@echo 'make deps       only the Debian packages                   make install, uninstall PREFIX=/usr/local'

# ---- models: `make models` trains them anew, byte for byte, from the treebanks in $(SHARED); see models/README.md ----
$(BUILD)/train: $(patsubst %.c,$(BUILD)/%.o,$(wildcard models/*.c)) $(BUILD)/libkawat.a
	@echo '  link $@'
	@$(CC) $(CFLAGS) $^ -o $@ $(LIBS)

models: $(BUILD)/train
	@models/train.sh $(BUILD)/train

clean:
	rm -rf $(BUILD)

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

.PHONY: all clean models tests check check-fast deps deps-check demo quality bench asan fuzz install uninstall help print-libs
.SECONDARY:
