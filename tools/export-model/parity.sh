#!/bin/sh
# Compares the product with spaCy on any texts: parity.sh FOLDER-OR-FILE… (plain text, one paragraph a line).
#
# Needs the Python packages of requirements.txt. With 32-bit floats every field must be the same; with the bytes of the
# product's own weights 99.8 % of entities and 99.9 % of tags. Prints the agreement field by field, and both speeds.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
cargo build --quiet --release --example language_dump --manifest-path "$here/../../Cargo.toml"
dump=${CARGO_TARGET_DIR:-"$here/../../target"}/release/examples/language_dump
find "$@" -type f -exec "$dump" prepare {} + >"$work/texts"
python3 "$here/export.py" --float --out "$work/float"
python3 "$here/gold.py" "$work/texts" "$work/gold"
echo "== 32-bit floats"
time "$dump" dump "$work/texts" "$work/float/english.model" >"$work/mine"
python3 "$here/compare.py" "$work/gold" "$work/mine" 10
echo "== the product's weights"
time "$dump" dump "$work/texts" >"$work/mine"
python3 "$here/compare.py" "$work/gold" "$work/mine" 0
