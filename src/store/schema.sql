-- SPDX-License-Identifier: MIT
-- The record of kawat: one SQLite file that says who did what to whom, when, and who says so.
-- This file makes it; read it as its documentation. Open a record with `sqlite3 -readonly kawat.db`.
--
-- Conventions
--   * Ids carry their kind outside: article 12 is a12, event 3 is e3, story s4, link l9, quotation q7, thread t2. An id
--     once given is never given again (AUTOINCREMENT), and stays with what it named when the rest is added.
--   * Offsets (start, end) are UTF-8 bytes of version.text, half open; that text never changes, so the offsets are the
--     exact words (see the views at the end, which show them).
--   * Dates are ISO 8601 as precise as their source ('2024-06'); day and day_last are the same as days since 1970-01-01,
--     for order and filters.
--   * NULL is "not known", never "none".
--   * Findings (cast, mention, quote, report, ...) rest on an article's current version; older versions keep their text.
--   * event, story, thread, link are worked out from all articles together; each time something was added, those that it
--     touches are worked out anew. What that needs to know stands in near, keys, touched (docs/decisions/0013-*.md).

PRAGMA application_id = 1801549687;     -- 'kaww'
PRAGMA user_version = 4;                -- number of this schema; a program refuses a record with a higher one

CREATE TABLE meta (                     -- 'kawat': version of the program that made it; 'grouped': 0 while an `add` has
    key   TEXT PRIMARY KEY,             -- not come to its end (each article then stands in a story of its own)
    value TEXT NOT NULL
) WITHOUT ROWID;

-- ---- articles ----

CREATE TABLE article (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    ref     TEXT NOT NULL UNIQUE,       -- what it is known by: the caller's id, else its URL, else its path
    current INTEGER NOT NULL            -- the version that findings rest on
);

CREATE TABLE version (                  -- an article with other content under the same ref is a new version
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    article        INTEGER NOT NULL REFERENCES article (id),
    n              INTEGER NOT NULL,    -- 1, 2, ... in the order in which they were seen
    content        INTEGER NOT NULL,    -- hash of what makes it this version: title, text, published, outlet, authors
    bytes          INTEGER NOT NULL,    -- hash of what came in: its bytes and the fields given beside them
    path           TEXT, url TEXT, canonical TEXT,
    title          TEXT,
    text           TEXT NOT NULL,       -- paragraphs joined by one newline
    published      TEXT, published_day INTEGER,
    published_from TEXT,                -- 'json-ld', 'meta', 'dateline', 'given', 'text' (worked out), ...
    published_score REAL,
    modified       TEXT,
    fetched        TEXT,
    outlet         TEXT, outlet_key TEXT,           -- key: of world/outlets.tsv
    authors        TEXT,                            -- JSON array of names
    editor         TEXT, translator TEXT,
    dateline       TEXT, dateline_outlet TEXT,
    language       TEXT NOT NULL,
    UNIQUE (article, n)
);
CREATE INDEX version_published ON version (published_day);

CREATE TABLE field (                    -- why a field of a version has its value
    version  INTEGER NOT NULL REFERENCES version (id),
    n        INTEGER NOT NULL,          -- 0, 1, ... in the order in which they were settled
    field    TEXT NOT NULL,             -- 'title', 'published', ...; 'left out' for words that were cut off the text
    found_in INTEGER REFERENCES note (id),
    evidence TEXT,
    PRIMARY KEY (version, n)
) WITHOUT ROWID;

CREATE TABLE credit (                   -- agencies and outlets an article names as its sources, in printed order
    article  INTEGER NOT NULL REFERENCES article (id),
    position INTEGER NOT NULL,
    key      TEXT NOT NULL,             -- of world/outlets.tsv, or the folded name
    name     TEXT NOT NULL,
    words    TEXT,                      -- as printed: 'sumber : Antara, Yonhap'
    rule     TEXT,
    start    INTEGER, "end" INTEGER,    -- where, if the words stand in the text
    PRIMARY KEY (article, position)
) WITHOUT ROWID;

CREATE TABLE failure (                  -- inputs that could not be read; a later success under the same path removes the row
    path TEXT PRIMARY KEY,
    why  TEXT NOT NULL
) WITHOUT ROWID;

-- ---- who and where; each distinct one is stored once ----

CREATE TABLE entity (
    id      INTEGER PRIMARY KEY,
    kind    TEXT NOT NULL,              -- person, state, organisation, group, place
    actor   TEXT,                       -- stable key of world/: 'PRK', 'PRK/kim-jong-un'; NULL: in no table
    name    TEXT NOT NULL,
    country TEXT,                       -- ISO 3166 alpha-3
    sector  TEXT,                       -- PLOVER: GOV, MIL, ...
    role    TEXT,
    content INTEGER NOT NULL            -- 31 bits of a hash of all these: how it is found again
);
CREATE INDEX entity_content ON entity (content);
CREATE INDEX entity_actor ON entity (actor) WHERE actor IS NOT NULL;
CREATE INDEX entity_country ON entity (country) WHERE country IS NOT NULL;

CREATE TABLE place (
    id        INTEGER PRIMARY KEY,
    key       TEXT,
    name      TEXT NOT NULL,
    country   TEXT,
    region    TEXT,
    lat       REAL, lon REAL,
    precision TEXT NOT NULL,            -- city, region, country
    content   INTEGER NOT NULL          -- as in entity; of all but lat and lon
);
CREATE INDEX place_content ON place (content);

CREATE TABLE note (                     -- words of explanation: rules, rows, readings left
    id      INTEGER PRIMARY KEY,
    text    TEXT NOT NULL,
    content INTEGER NOT NULL            -- as in entity
);
CREATE INDEX note_content ON note (content);

-- ---- what was found in an article ----

CREATE TABLE cast (                     -- who appears in an article, and why that name is that actor
    entity  INTEGER NOT NULL REFERENCES entity (id),
    article INTEGER NOT NULL REFERENCES article (id),
    score   INTEGER NOT NULL,           -- how sure, in hundredths
    why     INTEGER REFERENCES note (id),
    PRIMARY KEY (entity, article)       -- of one article: by way of its mentions, quotations and reports
) WITHOUT ROWID;

CREATE TABLE names (                    -- names, each the longest, not the pronouns that stand for them: four characters each, which
    article INTEGER PRIMARY KEY REFERENCES article (id),        -- are numbers; the view mention reads them. A row for each
    spans   TEXT NOT NULL               -- name would take three times the room
);

CREATE VIEW mention AS                  -- article, start, "end", entity; quick where the article is given
SELECT article, start, start + length AS "end", entity FROM (
    SELECT article, high % 16 * 1048576 + at AS start, length, high / 16 * 1048576 + low AS entity FROM (
        SELECT article, a - 1 - (a > 55295) * 10240 AS high, b - 1 - (b > 55295) * 10240 AS at, c - 1 - (c > 55295) * 10240 AS length, d - 1 - (d > 55295) * 10240 AS low
        FROM (SELECT n.article, unicode(substr(n.spans, 4 * k.key + 1, 1)) AS a, unicode(substr(n.spans, 4 * k.key + 2, 1)) AS b,
                     unicode(substr(n.spans, 4 * k.key + 3, 1)) AS c, unicode(substr(n.spans, 4 * k.key + 4, 1)) AS d
              FROM names n, json_each('[0' || replace(hex(zeroblob(length(n.spans) / 4 - 1)), '00', ',0') || ']') k)));

CREATE TABLE place_mention (
    article  INTEGER NOT NULL REFERENCES article (id),
    start    INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    place    INTEGER NOT NULL REFERENCES place (id),
    dateline INTEGER NOT NULL,          -- 1: the place the article was written at
    why      INTEGER REFERENCES note (id),
    PRIMARY KEY (article, start, "end")
) WITHOUT ROWID;

CREATE TABLE date_mention (
    article   INTEGER NOT NULL REFERENCES article (id),
    start     INTEGER NOT NULL,
    "end"     INTEGER NOT NULL,
    date      TEXT NOT NULL, day INTEGER NOT NULL, day_last INTEGER NOT NULL,
    precision TEXT NOT NULL,            -- day, week, month, season, year, range
    relative  INTEGER NOT NULL,         -- 1: counted from the article's date
    why       INTEGER REFERENCES note (id),
    PRIMARY KEY (article, start, "end")
) WITHOUT ROWID;

CREATE TABLE quote (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    article       INTEGER NOT NULL REFERENCES article (id),
    start         INTEGER NOT NULL, "end" INTEGER NOT NULL,     -- without the quotation marks
    direct        INTEGER NOT NULL,     -- 1: in quotation marks
    speaker       INTEGER REFERENCES entity (id),
    speaker_start INTEGER, speaker_end INTEGER,                 -- the words at the cue; a pronoun, too
    cue_start     INTEGER, cue_end INTEGER,
    via           TEXT,                 -- the agency or outlet it came through
    why           INTEGER REFERENCES note (id)
);
CREATE INDEX quote_article ON quote (article, start);
CREATE INDEX quote_speaker ON quote (speaker) WHERE speaker IS NOT NULL;

CREATE TABLE report (                   -- an event as one sentence of one article tells it; a sentence that tells it of two persons
                                        -- of one state, or of two who met at home, has a row for each and is counted once
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    article       INTEGER NOT NULL REFERENCES article (id),
    n             INTEGER NOT NULL,     -- 0, 1, ... in the article, in text order
    event         INTEGER NOT NULL REFERENCES event (id),
    source        INTEGER REFERENCES entity (id), source_start INTEGER, source_end INTEGER,
    target        INTEGER REFERENCES entity (id), target_start INTEGER, target_end INTEGER,
    type          TEXT NOT NULL,        -- PLOVER: CONSULT, ASSAULT, ...
    mode          TEXT,
    cameo         TEXT,                 -- CAMEO code, a string: '043'
    goldstein     REAL,
    happened      INTEGER NOT NULL,
    reason        TEXT,                 -- why it did not (yet): planned, denied, alleged, wished, asked, conditional
    background    INTEGER NOT NULL,     -- 1: history or context, not the news of the day
    date          TEXT, day INTEGER, day_last INTEGER, precision TEXT,
    place         INTEGER REFERENCES place (id),
    says          INTEGER REFERENCES entity (id),               -- who says so; NULL: the article itself
    via           TEXT NOT NULL,        -- JSON array: the agencies it came through, nearest first
    start         INTEGER NOT NULL, "end" INTEGER NOT NULL,     -- the sentence or clause
    trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL,
    score         REAL NOT NULL,
    frame         INTEGER REFERENCES note (id),                 -- the row that decided
    why           INTEGER REFERENCES note (id),
    matter        INTEGER               -- hash of what reports of one event have in common: type, actors, whether it happened
);
CREATE UNIQUE INDEX report_article ON report (article, n);
CREATE INDEX report_matter ON report (matter);
CREATE INDEX report_event ON report (event);

-- ---- what the articles tell together ----

CREATE TABLE thread (                   -- stories on the same matter in order of time
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT
);

CREATE TABLE story (                    -- the articles that report the same happening
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    thread     INTEGER REFERENCES thread (id),
    title      TEXT,
    first      TEXT, last TEXT,         -- published
    first_day  INTEGER, last_day INTEGER,
    n_articles INTEGER NOT NULL, n_outlets INTEGER NOT NULL, n_origins INTEGER NOT NULL,
    why        INTEGER REFERENCES note (id),
    head       INTEGER,                 -- the article that stands for it
    part       INTEGER                  -- the part of all stories that its thread was sought in, named by one of it
);
CREATE INDEX story_day ON story (ifnull(first_day, 2147483647), first);
CREATE INDEX story_thread ON story (thread);
CREATE INDEX story_part ON story (part) WHERE part IS NOT NULL;

CREATE TABLE story_article (            -- every article is in exactly one story; round-ups also touch others
    article INTEGER NOT NULL REFERENCES article (id),
    story   INTEGER NOT NULL REFERENCES story (id),
    also    INTEGER NOT NULL,           -- 1: a round-up that touches it
    PRIMARY KEY (article, story)
) WITHOUT ROWID;
CREATE INDEX story_article_story ON story_article (story);
CREATE UNIQUE INDEX story_of_article ON story_article (article) WHERE also = 0;

CREATE TABLE event (                    -- one happening between two actors, merged from its reports
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    source     INTEGER REFERENCES entity (id),
    target     INTEGER REFERENCES entity (id),
    source_country TEXT, target_country TEXT,       -- of the two, so that dyads of countries are found at once
    report     INTEGER NOT NULL,        -- the report that tells it best; the values below are its own
    type       TEXT NOT NULL, mode TEXT, cameo TEXT, goldstein REAL,
    happened   INTEGER NOT NULL, reason TEXT, background INTEGER NOT NULL,
    date       TEXT, day INTEGER, day_last INTEGER, precision TEXT,
    place      INTEGER REFERENCES place (id),
    score      REAL NOT NULL,
    n_reports  INTEGER NOT NULL,        -- sentences, in articles, that tell it: different (article, start) of its rows in report
    n_outlets  INTEGER NOT NULL,
    n_origins  INTEGER NOT NULL,        -- independent sources: reports that lead back to the same one count once
    first_told TEXT, last_told TEXT,
    story      INTEGER REFERENCES story (id),
    why        INTEGER REFERENCES note (id)
);
CREATE INDEX event_day ON event (ifnull(day, 2147483647), day_last);        -- the order of answers: what has no date comes last
CREATE INDEX event_source ON event (source);
CREATE INDEX event_target ON event (target);
CREATE INDEX event_dyad ON event (source_country, target_country);
CREATE INDEX event_country ON event (target_country);
CREATE INDEX event_story ON event (story);
CREATE INDEX event_told ON event (n_reports) WHERE n_reports > 1;           -- how many reports there are in all: events, and what these have more

CREATE TABLE conflict (                 -- two reports of one event that give another figure for the same thing
    event    INTEGER NOT NULL REFERENCES event (id),
    what     TEXT NOT NULL,             -- what was counted
    report_a INTEGER NOT NULL, figure_a INTEGER NOT NULL,
    report_b INTEGER NOT NULL, figure_b INTEGER NOT NULL
);
CREATE INDEX conflict_event ON conflict (event);

CREATE TABLE link (                     -- `article` took from `to_article`, or names the agency it took from
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    article    INTEGER NOT NULL REFERENCES article (id),
    to_article INTEGER REFERENCES article (id),
    agency     TEXT,                    -- for credit
    kind       TEXT NOT NULL,           -- reprint, rewrite, translation, update, credit
    score      REAL NOT NULL,
    why        INTEGER REFERENCES note (id)
);
CREATE INDEX link_article ON link (article);
CREATE INDEX link_to ON link (to_article) WHERE to_article IS NOT NULL;

CREATE TABLE link_evidence (            -- shared passages, or for a credit the printed words
    link       INTEGER NOT NULL REFERENCES link (id),
    from_start INTEGER, from_end INTEGER,
    to_start   INTEGER, to_end INTEGER,
    text       TEXT
);
CREATE INDEX link_evidence_link ON link_evidence (link);

CREATE TABLE digest (                   -- what grouping needs beside the text, packed (src/doc/digest.h)
    article INTEGER PRIMARY KEY REFERENCES article (id),
    bytes   BLOB NOT NULL
);

-- ---- what grouping knows of what lies near what (src/group/bond.h, src/group/sketch.h) ----

CREATE TABLE near (
    article INTEGER PRIMARY KEY REFERENCES article (id),
    number  INTEGER NOT NULL,           -- under which it stands in keys; another one for each version
    place   INTEGER NOT NULL,           -- in the order of time
    day     INTEGER NOT NULL,           -- published; days since 1970
    flags   INTEGER NOT NULL,           -- template, stands alone, has a title, ...
    gist    BLOB NOT NULL,              -- its most telling words, short
    crowd   REAL NOT NULL,              -- how crowded it is around it
    part    INTEGER,                    -- the part of all articles that its story was sought in, named by one of it
    origins BLOB,                       -- ends of its ways back, 8 bytes each: articles, or hashes of agencies
    bonds   BLOB                        -- the articles it has to do with
);
CREATE INDEX near_part ON near (part) WHERE part IS NOT NULL;

CREATE TABLE number (                   -- numbers to places and articles, and languages, 512 to a row, 13 bytes each; article 0: not there any more
    row     INTEGER PRIMARY KEY,
    bytes   BLOB NOT NULL
);

CREATE TABLE keys_run (                 -- the index of keys: sorted runs (src/store/keys.h)
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    kind    INTEGER NOT NULL,           -- 0 fingerprints of the text, 1 telling words, 2 the same in the language all are compared in
    n       INTEGER NOT NULL
);

CREATE TABLE keys (
    run     INTEGER NOT NULL,
    first   INTEGER NOT NULL,           -- the first entry of the block
    bytes   BLOB NOT NULL
);
CREATE UNIQUE INDEX keys_first ON keys (run, first);

CREATE TABLE touched (                  -- what the next grouping has to look at
    article INTEGER PRIMARY KEY,
    sketch  BLOB                        -- what it is to be found by, if it is new or has other content; empty: to be made
);

CREATE TABLE touched_matter (           -- reports that are gone had these
    matter  INTEGER PRIMARY KEY
) WITHOUT ROWID;

-- ---- full text of the current versions ----

CREATE VIRTUAL TABLE search USING fts5 (
    title, text, content = 'version', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);

-- ---- the exact words ----

CREATE VIEW report_words AS
SELECT r.id AS report, 'a' || r.article AS article, 'e' || r.event AS event, s.name AS source, r.type, t.name AS target, r.date,
       CAST(substr(CAST(v.text AS BLOB), r.start + 1, r."end" - r.start) AS TEXT) AS sentence,
       CAST(substr(CAST(v.text AS BLOB), r.trigger_start + 1, r.trigger_end - r.trigger_start) AS TEXT) AS words
FROM report r JOIN article a ON a.id = r.article JOIN version v ON v.id = a.current
LEFT JOIN entity s ON s.id = r.source LEFT JOIN entity t ON t.id = r.target;

CREATE VIEW quote_words AS
SELECT 'q' || q.id AS quote, 'a' || q.article AS article, e.name AS speaker, q.via,
       CAST(substr(CAST(v.text AS BLOB), q.start + 1, q."end" - q.start) AS TEXT) AS words
FROM quote q JOIN article a ON a.id = q.article JOIN version v ON v.id = a.current LEFT JOIN entity e ON e.id = q.speaker;

CREATE VIEW mention_words AS
SELECT 'a' || m.article AS article, e.name, e.actor,
       CAST(substr(CAST(v.text AS BLOB), m.start + 1, m."end" - m.start) AS TEXT) AS words
FROM mention m JOIN article a ON a.id = m.article JOIN version v ON v.id = a.current JOIN entity e ON e.id = m.entity;
