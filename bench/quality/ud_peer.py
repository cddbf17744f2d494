# SPDX-License-Identifier: MIT
"""Trains UDPipe 1 (pip install ufal.udpipe gensim) on files of ../shared/data/ud:

    python3 bench/quality/ud_peer.py OUT.udpipe EPOCHS,TAGGER_ROUNDS,PARSER_ROUNDS DEV|- TRAIN...

then `bench/quality/ud -m OUT.udpipe` measures it (the name must begin with id or en). Tokenizer, tagger and parser with the settings
of the models that UDPipe's authors publish: vectors of forms made by word2vec from the training text, the search-based oracle on
one sentence in eight; DEV picks the best round. Not run by `make quality`: it takes long."""
import os, sys, tempfile
import ufal.udpipe as u

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


def main():
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


main()
