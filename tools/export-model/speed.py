"""Tokens a second of processor time, by spaCy's own batches, for benches/model.rs. usage: speed.py TEXTS"""
import sys
import time

import export

nlp = export.load()
lines = export.paragraphs(sys.argv[1])
list(nlp.pipe(lines, batch_size=256))  # warm
best = 0.0
for _ in range(3):
    before = time.process_time()
    tokens = sum(len(d) for d in nlp.pipe(lines, batch_size=256))
    best = max(best, tokens / (time.process_time() - before))
print(best)
