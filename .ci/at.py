"""Runs a Python program as if it were another time: at.py SECONDS PROGRAM [ARGUMENT...]"""
import runpy
import sys
import time

present = time.time
shift = float(sys.argv[1]) - present()
time.time = lambda: present() + shift
sys.argv = sys.argv[2:]
runpy.run_path(sys.argv[0], run_name="__main__")
