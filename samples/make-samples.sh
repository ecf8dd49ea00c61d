#!/usr/bin/env bash
# Makes the sample videos of this folder again, with ffmpeg's own test sources: no camera, nobody's material.
# Needs ffmpeg with libx264, libvpx-vp9 and libopus. A newer ffmpeg gives other bytes and the same pictures.
set -euo pipefail
cd "$(dirname "$0")"

quiet=(ffmpeg -hide_banner -loglevel error -nostdin -y)
# Leaves out of the files what depends on the day and the machine.
same=(-map_metadata -1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact -threads 1)
# The index before the pictures, so that a player may start before the end has arrived.
h264=(-c:v libx264 -preset veryslow -pix_fmt yuv420p -movflags +faststart -c:a aac -b:a 48k)

"${quiet[@]}" -f lavfi -i testsrc2=size=480x270:rate=25:duration=8 \
  -f lavfi -i sine=frequency=440:duration=8 \
  "${same[@]}" "${h264[@]}" -crf 30 'Harbour at dawn.mp4'

"${quiet[@]}" -f lavfi -i smptebars=size=640x360:rate=24:duration=6 \
  -f lavfi -i sine=frequency=330:duration=6 \
  "${same[@]}" -c:v libvpx-vp9 -crf 36 -b:v 0 -c:a libopus -b:a 32k tide-tables.webm

"${quiet[@]}" -f lavfi -i mandelbrot=size=320x180:rate=20 \
  -f lavfi -i sine=frequency=220:beep_factor=4 -t 7 \
  "${same[@]}" "${h264[@]}" -crf 34 lighthouse_tour.mp4

# The picture that goes with the tour, as its thumbnail.
"${quiet[@]}" -ss 5 -i lighthouse_tour.mp4 -frames:v 1 -vf scale=640:360 -bitexact -q:v 5 lighthouse_tour.jpg

# A live stream's segments: what the tests put on air, over and over.
mkdir -p live
"${quiet[@]}" -f lavfi -i testsrc=size=128x72:rate=5:duration=6 \
  "${same[@]}" -c:v libx264 -preset veryslow -pix_fmt yuv420p -crf 36 -g 10 -keyint_min 10 -sc_threshold 0 \
  -f hls -hls_time 2 -hls_list_size 0 -hls_segment_filename 'live/segment-%d.mpegts' live/list.m3u8
rm live/list.m3u8

# Picture and sound apart, as PeerTube 6.3 and later can keep them, and what it puts together of both for a download.
mkdir -p split
apart=(-f hls -hls_time 2 -hls_playlist_type vod -hls_segment_type fmp4 -hls_flags single_file)
"${quiet[@]}" -f lavfi -i testsrc=size=320x180:rate=10:duration=6 -f lavfi -i sine=frequency=550:duration=6 \
  "${same[@]}" -c:v libx264 -preset veryslow -pix_fmt yuv420p -crf 36 -g 20 -keyint_min 20 -sc_threshold 0 \
  -c:a aac -b:a 32k split/both.mp4
"${quiet[@]}" -i split/both.mp4 "${same[@]}" -an -c copy "${apart[@]}" \
  -hls_segment_filename split/180-fragmented.mp4 split/180.m3u8
"${quiet[@]}" -i split/both.mp4 "${same[@]}" -vn -c copy "${apart[@]}" \
  -hls_segment_filename split/0-fragmented.mp4 split/0.m3u8
"${quiet[@]}" -i split/180-fragmented.mp4 -i split/0-fragmented.mp4 "${same[@]}" -c copy \
  -movflags frag_keyframe+empty_moov -f mp4 split/generated.mp4
rm split/both.mp4
cat > split/master.m3u8 <<'END'
#EXTM3U
#EXT-X-VERSION:3

#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="Audio",AUTOSELECT=YES,DEFAULT=YES,URI="0.m3u8"

#EXT-X-STREAM-INF:BANDWIDTH=60000,RESOLUTION=320x180,FRAME-RATE=10,CODECS="avc1.640015,mp4a.40.2",AUDIO="audio"
180.m3u8
END
