import { createApp } from 'vue';
import { createRouter, createWebHistory } from 'vue-router';
import App from './App.vue';
import Bird from './Bird.vue';
import Birds from './Birds.vue';
import { watchglass } from './watchglass.js';

const router = createRouter({
  history: createWebHistory(import.meta.env.BASE_URL),
  routes: [
    { path: '/', component: Birds },
    { path: '/bird/:name', component: Bird, props: true },
  ],
});

const app = createApp(App).use(router);
// Vue catches what components throw; this hands it on
app.config.errorHandler = (error) => watchglass.captureException(error);
app.mount('#app');
