import { createRouter, createWebHashHistory } from 'vue-router'
import UploadsPage from './features/uploads/UploadsPage.vue'

/** The places of the window. The uploads are the first page; the others are loaded when first shown. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', redirect: { name: 'uploads' } },
    { path: '/uploads', name: 'uploads', component: UploadsPage },
    { path: '/library', name: 'library', component: () => import('./features/library/LibraryPage.vue') },
    { path: '/changes', name: 'changes', component: () => import('./features/library/ChangesPage.vue') },
    { path: '/channels', name: 'channels', component: () => import('./features/channels/ChannelsPage.vue') },
    {
      path: '/playlists',
      name: 'playlists',
      component: () => import('./features/playlists/PlaylistsPage.vue'),
    },
    {
      path: '/playlists/:accountId/:uuid',
      name: 'playlist',
      component: () => import('./features/playlists/PlaylistPage.vue'),
      props: true,
    },
    { path: '/live', name: 'live', component: () => import('./features/live/LivePage.vue') },
    {
      path: '/captions/draft/:accountId/:uploadId/:language',
      name: 'draft-captions',
      component: () => import('./features/captions/DraftCaptionsPage.vue'),
      props: true,
    },
    {
      path: '/captions/:accountId/:uuid/:language',
      name: 'captions',
      component: () => import('./features/captions/CaptionsPage.vue'),
      props: true,
    },
    { path: '/bulk', name: 'bulk', component: () => import('./features/bulk/BulkPage.vue') },
    { path: '/bulk/edit', name: 'bulk-edit', component: () => import('./features/bulk/BulkEditPage.vue') },
    {
      path: '/bulk/:id',
      name: 'bulk-batch',
      component: () => import('./features/bulk/BatchPage.vue'),
      props: true,
    },
    { path: '/calendar', name: 'calendar', component: () => import('./features/calendar/CalendarPage.vue') },
    { path: '/receipts', name: 'receipts', component: () => import('./features/receipts/ReceiptsPage.vue') },
    { path: '/settings', name: 'settings', component: () => import('./features/settings/SettingsPage.vue') },
    { path: '/welcome', name: 'welcome', component: () => import('./features/welcome/WelcomePage.vue') },
    { path: '/:rest(.*)*', redirect: { name: 'uploads' } },
  ],
})
