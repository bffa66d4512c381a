// Sends requests to the app from a thread of its own, so that sending them does not slow down what is measured.
import { parentPort, workerData } from 'node:worker_threads';
import { type Endpoint, type Posted, postToApp } from './slack-requests.ts';

type Task = { endpoint: Endpoint; posted: Posted[] };
const { endpoint, posted } = workerData as Task;
parentPort?.postMessage(await Promise.all(posted.map((request) => postToApp(endpoint, request))));
