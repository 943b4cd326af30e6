"""Writes rendered crops as one .npz: python3 make_dataset.py SEED COUNT OUT."""
import random
import sys

import numpy as np

from render_jerseys import batch

seed, count, out = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
np.random.seed(seed)
crops, labels = batch(random.Random(seed), count)
np.savez(out, crops=crops, labels=labels)
print(out, crops.shape, 'nothing readable:', float((labels == 101).mean()))
