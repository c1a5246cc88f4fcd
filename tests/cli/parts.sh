#!/bin/sh
# A part of the record is computed only as far as it is written, and says what the whole record says.
for pile in "$SOURCE"/examples/*/; do
    [ "$(find "$pile" -type f | wc -l)" -gt 1 ] || continue
    "$READOUT" brief --quiet --format json "$pile" | sed 's/,$//; s/\]*}*$//' >whole
    for part in statements quotations copies differences claims timeline; do
        "$READOUT" "$part" --quiet --format json "$pile" | sed 's/,$//; s/\]*}*$//' >written || [ $? -eq 1 ]
        if grep -Fxvf whole written; then
            echo "$part of $pile says what the brief does not say" >&2
            exit 1
        fi
    done
done
