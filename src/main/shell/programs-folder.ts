import { basename, dirname } from 'node:path'

/** Where the built programs of the main side lie, also for what the build put beside them in `chunks/`. */
export const programsFolder = basename(__dirname) === 'chunks' ? dirname(__dirname) : __dirname
