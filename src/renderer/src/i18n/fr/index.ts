import { accounts } from './accounts'
import { captions } from './captions'
import { changes } from './changes'
import { calendar } from './calendar'
import { channels } from './channels'
import { bulk } from './bulk'
import { common } from './common'
import { downloads } from './downloads'
import { drafts } from './drafts'
import { edits } from './edits'
import { errors } from './errors'
import { frame } from './frame'
import { intake } from './intake'
import { library } from './library'
import { lists } from './lists'
import { player } from './player'
import { playlists } from './playlists'
import { live } from './live'
import { receipts } from './receipts'
import { settings } from './settings'
import { uploads } from './uploads'
import { welcome } from './welcome'

export const fr = {
  accounts,
  captions,
  changes,
  calendar,
  channels,
  bulk,
  common,
  downloads,
  drafts,
  edits,
  errors,
  frame,
  intake,
  library,
  lists,
  player,
  playlists,
  live,
  receipts,
  settings,
  uploads,
  welcome,
}
