#!/bin/sh
# SPDX-License-Identifier: MIT
# Trains all models from the treebanks of $SHARED (default ../shared): models/train.sh PROGRAM [id|en]. About three minutes.
set -eu
cd "$(dirname "$0")/.."
train=$1
ud=${SHARED:-../shared}/data/ud
gsd="$ud/id_gsd-train.v2.0.conllu"
csui="$ud/id_csui-train.conllu"
ewt="$ud/en_ewt-train.conllu"
text="-u $ud/../parallel/panl-int.tsv -u $ud/../parallel/panl-eco.tsv"
[ -d "$ud" ] || { echo "models: want the treebanks in $ud"; exit 2; }
# CSUI three times: it is news, and annotated to today's guidelines. One tree in six again as a headline or the like.
if [ "${2:-id}" = id ]; then
    $train tags -n 6 -a 6 -c 2 $text -d "$ud/id_gsd-dev.conllu" -o lang/id/tags.model -r models/id-gsd2.tsv "$gsd" "$csui" "$csui" "$csui"
    $train heads -x 4 -n 8 -a 6 -c 2 $text -d "$ud/id_gsd-dev.conllu" -o lang/id/heads.model -r models/id-gsd2.tsv "$gsd" "$csui" "$csui" "$csui"
fi
if [ "${2:-en}" = en ]; then
    $train tags -n 6 -a 6 -c 1 $text -d "$ud/en_ewt-dev.conllu" -o lang/en/tags.model "$ewt"
    $train heads -x 4 -n 8 -a 6 -c 1 $text -d "$ud/en_ewt-dev.conllu" -o lang/en/heads.model "$ewt"
fi
