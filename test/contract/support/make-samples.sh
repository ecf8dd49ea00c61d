#!/bin/sh
# Makes the videos and the picture of the contract suite. A real server runs them through ffprobe: they are real.
set -e
cd "$(dirname "$0")"
ffmpeg -v error -y -f lavfi -i testsrc=size=320x180:rate=15:duration=2 -f lavfi -i sine=frequency=440:duration=2 \
  -c:v libx264 -preset veryslow -crf 38 -pix_fmt yuv420p -c:a aac -b:a 24k \
  -map_metadata -1 -movflags +faststart sample.mp4
ffmpeg -v error -y -f lavfi -i testsrc2=size=320x180:rate=15:duration=1 \
  -c:v libvpx-vp9 -b:v 60k -map_metadata -1 sample.webm
ffmpeg -v error -y -f lavfi -i testsrc=size=640x360:rate=1:duration=1 -frames:v 1 -q:v 12 picture.jpg
