"""Trains the jersey-number reader on rendered crops and writes it as ONNX.

    python3 make_dataset.py SEED COUNT data/a.npz   (several; one named val.npz with another seed)
    python3 train_reader.py data/ number-reader.onnx

One joint softmax over 0..99, "00" and "nothing readable": a product of two digits' probabilities would break the link between them.
"""
import glob
import math
import os
import sys
import time

import numpy as np
import torch
from torch import nn

from render_jerseys import CLASSES, NOTHING, SIZE

torch.manual_seed(1)
torch.set_num_threads(int(os.environ.get('THREADS', '2')))


def conv(inputs, outputs, stride=1, groups=1):
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, stride, 1, groups=groups, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


class Reader(nn.Module):
    """3 × 40 × 40 uint8 RGB (0–255) → 102 log-odds. About 0.35 M parameters, 10 M multiply-adds."""

    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 24, 5, 2, 2, bias=False), nn.BatchNorm2d(24), nn.ReLU(inplace=True), conv(24, 24), conv(24, 48, 2), conv(48, 64), conv(64, 96, 2), conv(96, 96),
            nn.Conv2d(96, 32, 1), nn.BatchNorm2d(32), nn.ReLU(inplace=True))
        self.answer = nn.Sequential(nn.Flatten(), nn.Dropout(0.2), nn.Linear(32 * 25, 160), nn.ReLU(inplace=True), nn.Linear(160, CLASSES))

    def forward(self, crops):
        return self.answer(self.features(crops.float() / 127.5 - 1))


class ReaderForExport(nn.Module):
    """Probabilities instead of log-odds."""

    def __init__(self, reader):
        super().__init__()
        self.reader = reader

    def forward(self, crops):
        return torch.softmax(self.reader(crops), 1)


def augment(crops):
    """Cheap variety each epoch: stretch, shift, channel order, brightness. The label does not change."""
    n = crops.shape[0]
    if torch.rand(1) < 0.3:
        crops = crops[:, torch.randperm(3)]
    theta = torch.zeros(n, 2, 3)
    theta[:, 0, 0] = 1 / torch.empty(n).uniform_(0.85, 1.4)  # fonts and persons are wider or narrower than drawn
    theta[:, 1, 1] = 1 / torch.empty(n).uniform_(0.85, 1.2)
    theta[:, 0, 1].uniform_(-0.1, 0.1)
    theta[:, :, 2].uniform_(-0.1, 0.1)
    grid = nn.functional.affine_grid(theta, list(crops.shape), align_corners=False)
    crops = nn.functional.grid_sample(crops.float(), grid, mode='bilinear', padding_mode='border', align_corners=False)
    gain = torch.empty(n, 1, 1, 1).uniform_(0.8, 1.2)
    bias = torch.empty(n, 1, 1, 1).uniform_(-20, 20)
    return (crops * gain + bias + torch.randn_like(crops) * 3).clamp(0, 255)


def score(reader, crops, labels):
    reader.eval()
    with torch.no_grad():
        p = torch.cat([torch.softmax(reader(c), 1) for c in crops.split(512)])
    best, answer = p.max(1)
    legible = labels != NOTHING
    right = (answer == labels) & legible
    said = (answer != NOTHING) & (best > 0.8)
    reader.train()
    return {
        'exact on legible': float(right.float().sum() / legible.sum()),
        'answered >0.8': float((said & legible).float().sum() / legible.sum()),
        'right when answered': float((said & (answer == labels)).float().sum() / said.float().sum().clamp(min=1)),
        'false on illegible': float((said & ~legible).float().sum() / (~legible).float().sum()),
    }


def main(folder, out):
    minutes = float(os.environ.get('MINUTES', '40'))  # of processor time, so that a busy machine changes nothing
    files = [f for f in sorted(glob.glob(f'{folder}/*.npz')) if not f.endswith('val.npz')]
    data = [np.load(f) for f in files]
    crops = torch.from_numpy(np.concatenate([d['crops'] for d in data])).permute(0, 3, 1, 2).contiguous()
    labels = torch.from_numpy(np.concatenate([d['labels'] for d in data])).long()
    val = np.load(f'{folder}/val.npz')
    val_crops, val_labels = torch.from_numpy(val['crops']).permute(0, 3, 1, 2).contiguous(), torch.from_numpy(val['labels']).long()
    reader = Reader()
    if os.environ.get('START'):
        reader.load_state_dict(torch.load(os.environ['START']))
    print(sum(p.numel() for p in reader.parameters()), 'parameters,', len(crops), 'crops', flush=True)
    optimiser = torch.optim.AdamW(reader.parameters(), lr=3e-3, weight_decay=1e-2)
    start, step, size, epoch = time.process_time(), 0, 192, 0
    while (passed := (time.process_time() - start) / 60) < minutes:
        order = torch.randperm(len(crops))
        for part in order.split(size):
            progress = min(1.0, (time.process_time() - start) / 60 / minutes)
            for group in optimiser.param_groups:
                group['lr'] = 3e-3 * min(1, (step + 1) / 200) * (0.5 + 0.5 * math.cos(math.pi * progress)) + 1e-6
            loss = nn.functional.cross_entropy(reader(augment(crops[part])), labels[part], label_smoothing=0.05)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            step += 1
            if progress >= 1:
                break
        epoch += 1
        print(f'epoch {epoch} {passed:.1f} min loss {loss.item():.3f}', score(reader, val_crops, val_labels), flush=True)
        torch.save(reader.state_dict(), out + '.pt')
    reader.eval()
    torch.onnx.export(ReaderForExport(reader), torch.zeros(1, 3, SIZE, SIZE, dtype=torch.uint8), out, input_names=['crops'], output_names=['probabilities'],
                      dynamic_axes={'crops': {0: 'n'}, 'probabilities': {0: 'n'}}, opset_version=13)


main(sys.argv[1], sys.argv[2])
