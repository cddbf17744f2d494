# SPDX-License-Identifier: MIT
"""Trains UDPipe 1 (pip install ufal.udpipe gensim) on files of ../shared/data/ud:

    python3 bench/quality/ud_peer.py OUT.udpipe EPOCHS,TAGGER_ROUNDS,PARSER_ROUNDS DEV|- TRAIN...

then `bench/quality/ud -m OUT.udpipe` measures it (the name must begin with id or en), and

    python3 bench/quality/ud_peer.py --record MODEL.udpipe SET... [--rounds EPOCHS,TAGGER,PARSER --train NAME,NAME]

writes what it reaches on these sets, and its speed, into bench/quality/ud_peer.tsv, from where `make quality` takes its goals. Training leaves the
rounds and files in OUT.udpipe.how; for a model that has none they are told. Tokenizer, tagger and parser with the settings
of the models that UDPipe's authors publish: vectors of forms made by word2vec from the training text, the search-based oracle on
one sentence in eight; DEV picks the best round. Not run by `make quality`: it takes long."""
import datetime, importlib.machinery, importlib.util, json, os, sys, tempfile, time
import ufal.udpipe as u

RECORD = os.path.join(os.path.dirname(os.path.abspath(__file__)), "ud_peer.tsv")
COLUMNS = ["set", "tokens", "sentences", "words", "upos", "uas", "las", "tags/s", "heads/s", "version", "rounds", "dev", "train", "day"]

SHARED = os.environ.get("SHARED", "../shared")


def path(name): return os.path.join(SHARED, "data", "ud", name + ".conllu")


def sentences(names):
    err = u.ProcessingError(); out = []
    for name in names:
        reader = u.InputFormat.newConlluInputFormat(); reader.setText(open(path(name), encoding="utf8").read())
        while True:
            s = u.Sentence()
            if not reader.nextSentence(s, err): break
            out.append(s)
    return out


def vectors(names, into):
    """word2vec's skip-gram over the training text, 50 wide, in its text format; none without gensim."""
    try: from gensim.models import Word2Vec
    except ImportError: print("ud_peer: no gensim: parser without vectors", file=sys.stderr); return ""
    text, sentence = [], []
    for name in names:
        for line in open(path(name), encoding="utf8"):
            c = line.split("\t")
            if line[0].isdigit() and c[0].isdigit(): sentence.append(c[1].lower())
            elif not line.strip(): text.append(sentence); sentence = []
    Word2Vec(text, vector_size=50, window=10, negative=5, hs=0, sg=1, sample=1e-1, epochs=15, min_count=2, workers=1, seed=1).wv.save_word2vec_format(into)
    return "embedding_form_file=" + into + ";"


def scorer():
    """bench/quality/ud, whose measure is used."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "ud")
    spec = importlib.util.spec_from_loader("ud", importlib.machinery.SourceFileLoader("ud", path))
    module = importlib.util.module_from_spec(spec); spec.loader.exec_module(module)
    return module


def speed(model, language):
    """Sentences a second of processor time on running text: with tags, with heads, too."""
    name = {"id": "data/articles/indosum.jsonl", "en": "gold/stories/ecbplus_dev.jsonl"}[language]; texts = []
    with open(os.path.join(SHARED, name), encoding="utf8") as f:
        for line in f:
            t = json.loads(line).get("text") or ""
            if t: texts.append("\n".join(t) if isinstance(t, list) else t)
            if len(texts) == 40: break
    out = []
    for last in (u.Pipeline.NONE, u.Pipeline.DEFAULT):
        start, n = time.process_time(), 0
        for t in texts: n += u.Pipeline(model, "tokenize", u.Pipeline.DEFAULT, last, "conllu").process(t, u.ProcessingError()).count("# sent_id")
        out.append(round(n / (time.process_time() - start)))
    return out


def record(args):
    options = {}
    for name in ("--rounds", "--train", "--dev"):
        if name in args: i = args.index(name); options[name[2:]] = args[i + 1]; del args[i:i + 2]
    path, sets = args[0], args[1:]
    if os.path.exists(path + ".how"):
        with open(path + ".how", encoding="utf8") as f: options = {**json.load(f), **options}
    ud, model = scorer(), u.Model.load(path)
    if not model: sys.exit(f"ud_peer: {path}: want a model of UDPipe 1")
    tags, heads = speed(model, sets[0][:2])
    v = u.Version.current(); rows = {}
    if os.path.exists(RECORD):
        with open(RECORD, encoding="utf8") as f: rows = {line.split("\t")[0]: line.rstrip("\n") for line in f if line[0] != "#" and not line.startswith("set\t")}
    for name in sets:
        gold = os.path.join(SHARED, "data", "ud", name + ".conllu")
        with open(gold, encoding="utf8") as f: out, _, _ = ud.score(ud.read(f), ud.read(ud.by_udpipe(path, ud.paragraphs(gold))))
        rows[name] = "\t".join([name] + [f"{out[m]:.2f}" for m in COLUMNS[1:7]] + [str(tags), str(heads), f"ufal.udpipe {v.major}.{v.minor}.{v.patch}",
                     options.get("rounds", "?"), options.get("dev", "-"), options.get("train", "?"), str(datetime.date.today())])
        print(rows[name])
    with open(RECORD, "w", encoding="utf8") as f:
        f.write("# What UDPipe 1 reaches, trained on the same files: written by ud_peer.py --record, not by hand. From raw text, by the measure of CoNLL 2018;\n"
                "# tags/s and heads/s: sentences a second of one core, on articles/indosum (en: stories/ecbplus_dev). rounds: of tokenizer, tagger, parser; the best by dev.\n"
                "# id_pud has no training file of its own: measured with the model of id_gsd-train.v2.0.\n"
                + "\t".join(COLUMNS) + "\n" + "".join(rows[k] + "\n" for k in sorted(rows)))


def main():
    if sys.argv[1:2] == ["--record"]: record(sys.argv[2:]); return
    out, rounds, dev = sys.argv[1:4]
    train = sys.argv[4:]
    epochs, tagger, parser = (int(x) for x in rounds.split(","))
    err = u.ProcessingError()
    with tempfile.TemporaryDirectory() as folder:
        form = vectors(train, os.path.join(folder, "vectors"))
        model = u.Trainer.train("morphodita_parsito", sentences(train), [] if dev == "-" else sentences([dev]),
            f"epochs={epochs};dimension=24;early_stopping=1", f"models=1;templates_1=tagger;iterations={tagger};early_stopping=0",
            f"iterations={parser};embedding_upostag=20;embedding_feats=20;embedding_xpostag=0;embedding_form=50;{form}embedding_lemma=0;embedding_deprel=20;"
            "learning_rate=0.02;learning_rate_final=0.001;l2=0.5;hidden_layer=200;batch_size=10;transition_system=projective;"
            "transition_oracle=dynamic;structured_interval=8", err)
    if err.occurred(): sys.exit(err.message)
    with open(out, "wb") as f: f.write(model.encode("utf8", "surrogateescape") if isinstance(model, str) else model)
    with open(out + ".how", "w", encoding="utf8") as f: json.dump({"rounds": rounds, "dev": dev, "train": ",".join(train)}, f)


main()
