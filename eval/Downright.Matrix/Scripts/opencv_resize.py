"""Scales a PNG file to another with OpenCV: opencv_resize.py FLAG IN OUT WIDTH HEIGHT."""

import sys

import cv2

flag, source, target, width, height = sys.argv[1:]
image = cv2.imread(source, cv2.IMREAD_COLOR)
cv2.imwrite(target, cv2.resize(image, (int(width), int(height)), interpolation=getattr(cv2, flag)))
