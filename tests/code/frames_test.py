#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every row of lang/XX/frames.tsv, proved by its example: see tools/check-frames."""
import os, sys

tool = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tools", "check-frames")
os.execv(sys.executable, [sys.executable, tool])
