# SPDX-License-Identifier: MIT
"""Trains UDPipe 1 (pip install ufal.udpipe) on the files that kawat's models are trained on:

    python3 bench/quality/ud_peer.py id|en OUT.udpipe [EPOCHS TAGGER_ROUNDS PARSER_ROUNDS]

then `bench/quality/ud -m OUT.udpipe` measures it (the name must begin with id or en). Not run by `make quality`: it takes long."""
import os, sys
import ufal.udpipe as u

def sentences(paths):
    err = u.ProcessingError(); out = []
    for path in paths:
        reader = u.InputFormat.newConlluInputFormat(); reader.setText(open(path, encoding="utf8").read())
        while True:
            s = u.Sentence()
            if not reader.nextSentence(s, err): break
            out.append(s)
    return out

lang, out = sys.argv[1:3]
epochs, tagger, parser = (int(x) for x in (sys.argv[3:6] or (20, 15, 10)))
ud = os.path.join(os.environ.get("SHARED", "../shared"), "data", "ud")
train = {"id": ["id_gsd-train.v2.0", "id_csui-train"], "en": ["en_ewt-train"]}[lang]
err = u.ProcessingError()
model = u.Trainer.train("morphodita_parsito", sentences(os.path.join(ud, f + ".conllu") for f in train), [],
    f"epochs={epochs};dimension=24", f"models=1;templates_1=tagger;iterations={tagger}",
    f"iterations={parser};embedding_upostag=20;embedding_feats=20;embedding_xpostag=0;embedding_form=50;embedding_lemma=0;embedding_deprel=20;"
    "learning_rate=0.02;learning_rate_final=0.001;l2=0.5;hidden_layer=200;batch_size=10;transition_system=projective;transition_oracle=static", err)
if err.occurred(): sys.exit(err.message)
with open(out, "wb") as f: f.write(model.encode("utf8", "surrogateescape") if isinstance(model, str) else model)
