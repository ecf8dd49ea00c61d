// `node scripts/icons.mjs`: build/icon.svg into every form the three systems want. Run by hand when the drawing
// changes; what it makes is committed, so that a build needs none of this. Needs rsvg-convert (librsvg).

import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { fromRoot } from './lib/paths.mjs'

const SOURCE = fromRoot('build', 'icon.svg')
const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512]
const WINDOWS_SIZES = [16, 20, 24, 32, 40, 48, 64, 128, 256]

/** The pictures of an .icns file by the names macOS knows them under, with their size in pixels. */
const MAC_PICTURES = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
]

// On macOS an icon's square fills 824 of 1024 points; elsewhere it fills the whole picture.
const MAC_MARGIN = 124
const drawing = fs.readFileSync(SOURCE, 'utf8')
const side = 1024 + 2 * MAC_MARGIN
const macDrawing = drawing.replace(
  'viewBox="0 0 1024 1024"',
  `viewBox="${-MAC_MARGIN} ${-MAC_MARGIN} ${side} ${side}"`,
)
if (macDrawing === drawing) throw new Error('build/icon.svg no longer has the view box "0 0 1024 1024".')

const render = (svg, size) => execFileSync('rsvg-convert', ['-w', `${size}`, '-h', `${size}`], { input: svg })

/** An .ico file: a directory of PNG pictures, which Windows reads from Vista on. */
function ico(pictures) {
  const header = Buffer.alloc(6 + 16 * pictures.length)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(pictures.length, 4)
  let offset = header.length
  pictures.forEach(({ size, png }, index) => {
    const entry = 6 + 16 * index
    // A byte holds the side; 256 is written as 0.
    header.writeUInt8(size % 256, entry)
    header.writeUInt8(size % 256, entry + 1)
    header.writeUInt16LE(1, entry + 4)
    header.writeUInt16LE(32, entry + 6)
    header.writeUInt32LE(png.length, entry + 8)
    header.writeUInt32LE(offset, entry + 12)
    offset += png.length
  })
  return Buffer.concat([header, ...pictures.map(({ png }) => png)])
}

/** One block of an .icns file: four letters, the block's length with this head, the content. */
function block(name, content) {
  const head = Buffer.alloc(8)
  head.write(name, 'latin1')
  head.writeUInt32BE(content.length + 8, 4)
  return Buffer.concat([head, content])
}

const icns = (pictures) => block('icns', Buffer.concat(pictures.map(({ name, png }) => block(name, png))))

fs.mkdirSync(fromRoot('build', 'icons'), { recursive: true })
for (const size of LINUX_SIZES) {
  fs.writeFileSync(fromRoot('build', 'icons', `${size}x${size}.png`), render(drawing, size))
}
fs.writeFileSync(fromRoot('build', 'icon.png'), render(drawing, 1024))
fs.writeFileSync(
  fromRoot('build', 'icon.ico'),
  ico(WINDOWS_SIZES.map((size) => ({ size, png: render(drawing, size) }))),
)
fs.writeFileSync(
  fromRoot('build', 'icon.icns'),
  icns(MAC_PICTURES.map(([name, size]) => ({ name, png: render(macDrawing, size) }))),
)
