#!/bin/sh
# SPDX-License-Identifier: MIT
# Trains all models from the treebanks of $SHARED (default ../shared): models/train.sh TRAIN_PROGRAM. About two minutes.
set -eu
cd "$(dirname "$0")/.."
train=$1
ud=${SHARED:-../shared}/data/ud
id="$ud/id_gsd-train.v2.0.conllu $ud/id_csui-train.conllu"
en="$ud/en_ewt-train.conllu"
[ -d "$ud" ] || { echo "models: want the treebanks in $ud"; exit 2; }
$train tags -n 5 -d "$ud/id_gsd-dev.conllu" -o lang/id/tags.model $id
$train heads -x 5 -n 10 -d "$ud/id_gsd-dev.conllu" -o lang/id/heads.model $id
$train tags -n 6 -d "$ud/en_ewt-dev.conllu" -o lang/en/tags.model $en
$train heads -x 5 -n 10 -d "$ud/en_ewt-dev.conllu" -o lang/en/heads.model $en
