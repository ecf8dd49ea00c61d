import { createRouter, createWebHashHistory } from 'vue-router'
import UploadsPage from './features/uploads/UploadsPage.vue'

/** The places of the window. The uploads are the first page; the others are loaded when first shown. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', redirect: { name: 'uploads' } },
    { path: '/uploads', name: 'uploads', component: UploadsPage },
    { path: '/library', name: 'library', component: () => import('./features/library/LibraryPage.vue') },
    { path: '/receipts', name: 'receipts', component: () => import('./features/receipts/ReceiptsPage.vue') },
    { path: '/settings', name: 'settings', component: () => import('./features/settings/SettingsPage.vue') },
    { path: '/welcome', name: 'welcome', component: () => import('./features/welcome/WelcomePage.vue') },
    { path: '/:rest(.*)*', redirect: { name: 'uploads' } },
  ],
})
