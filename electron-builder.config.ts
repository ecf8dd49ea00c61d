import type { Configuration } from 'electron-builder'

// Every fuse has its line: a new one in electron-builder's types is a type error here until somebody decided on it.
const fuses: Required<NonNullable<Configuration['electronFuses']>> = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  // The page comes from app://, so file:// needs no privileges.
  grantFileProtocolExtraPrivileges: false,
  // electron-builder signs after the fuses are set.
  resetAdHocDarwinSignature: false,
}

// What the system may offer Longshore for under "Open with". It never becomes the program that opens them.
const VIDEO_EXTENSIONS = [
  'mp4',
  'm4v',
  'mov',
  'mkv',
  'webm',
  'avi',
  'mpg',
  'mpeg',
  'ogv',
  'flv',
  'wmv',
  'ts',
  'm2ts',
]
const VIDEO_TYPES = [
  'video/mp4',
  'video/x-m4v',
  'video/quicktime',
  'video/x-matroska',
  'video/webm',
  'video/x-msvideo',
  'video/mpeg',
  'video/ogg',
  'video/x-flv',
  'video/x-ms-wmv',
  'video/mp2t',
]

const configuration: Configuration = {
  appId: 'org.longshore.Longshore',
  productName: 'Longshore',
  copyright: 'Copyright © The Longshore contributors, AGPL-3.0-or-later',
  directories: { output: 'dist', buildResources: 'build' },
  artifactName: '${name}-${version}-${os}-${arch}.${ext}',
  // What a release consists of goes up in the release workflow, by hand of its last job.
  publish: null,

  // Production dependencies come along by themselves: they are the two native modules, everything else is bundled.
  // Both bring binaries for other systems too.
  files: [
    'package.json',
    'out/{main,preload,renderer}/**',
    '!**/*.map',
    '!node_modules/@libsql/*-musl*/**',
    '!node_modules/node-addon-api/**',
    '!node_modules/keytar/{src,script,build}',
    '!node_modules/keytar/prebuilds/!(${platform}-${arch})',
    '!node_modules/keytar/binding.gyp',
    '!**/*.d.ts',
  ],
  extraResources: [
    { from: 'out/notices/THIRD-PARTY-NOTICES.txt', to: 'THIRD-PARTY-NOTICES.txt' },
    { from: 'LICENSE', to: 'LICENSE.txt' },
  ],
  // Unpacked files are outside the integrity check, so only what has to be is: the binaries.
  asar: { smartUnpack: false },
  asarUnpack: ['**/*.node'],
  // The binaries are N-API and fit every Electron: nothing is compiled.
  npmRebuild: false,
  electronFuses: fuses,
  beforePack: './scripts/packaging-hooks.mjs',
  afterExtract: './scripts/packaging-hooks.mjs',

  win: {
    target: ['nsis', 'portable'],
    icon: 'build/icon.ico',
  },
  nsis: {
    oneClick: false,
    perMachine: false,
    allowToChangeInstallationDirectory: true,
    deleteAppDataOnUninstall: false,
    installerIcon: 'build/icon.ico',
    uninstallerIcon: 'build/icon.ico',
    installerLanguages: ['en_US', 'fr_FR'],
    include: 'build/installer.nsh',
    artifactName: '${name}-${version}-windows-${arch}-setup.${ext}',
  },
  portable: { artifactName: '${name}-${version}-windows-${arch}-portable.${ext}' },

  mac: {
    target: ['dmg', 'zip'],
    icon: 'build/icon.icns',
    category: 'public.app-category.video',
    minimumSystemVersion: '12.0',
    darkModeSupport: true,
    hardenedRuntime: true,
    gatekeeperAssess: false,
    entitlements: 'build/entitlements.mac.plist',
    entitlementsInherit: 'build/entitlements.mac.inherit.plist',
    // Happens when the credentials are in the environment (docs/release.md); without them it is left out, with a word.
    notarize: true,
    electronLanguages: ['en', 'fr'],
    fileAssociations: [{ ext: VIDEO_EXTENSIONS, name: 'Video', role: 'Viewer', rank: 'Alternate' }],
  },

  linux: {
    target: ['AppImage', 'deb', 'rpm', 'tar.gz'],
    icon: 'build/icons',
    executableName: 'longshore',
    syncDesktopName: true,
    category: 'AudioVideo;Video;Network',
    synopsis: 'Upload videos to PeerTube',
    maintainer: 'The Longshore contributors <contributors@longshore.invalid>',
    vendor: 'The Longshore contributors',
    mimeTypes: VIDEO_TYPES,
    // Files are handed over as paths; the usual %U hands over file:// addresses.
    executableArgs: ['%F'],
    desktop: { entry: { Keywords: 'PeerTube;upload;video;' } },
  },
}

export default configuration
