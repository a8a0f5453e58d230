import { subscribe } from 'node:diagnostics_channel';

/** When requests came, as long as anybody holds them. */
const arrivals = new WeakMap<object, number>();

let isWatching = false;

/**
 * Has Node's HTTP server say when each request comes. n8n looks up the workflow and makes ready to run it before
 * a node hears of a request, which takes a second and more when it is busy; the caller's patience has begun by then.
 */
export function watchArrivals(): void {
	if (isWatching) return;
	isWatching = true;
	subscribe('http.server.request.start', (message) => {
		const request: unknown = Reflect.get(Object(message), 'request');
		if (typeof request === 'object' && request !== null) arrivals.set(request, Date.now());
	});
}

/**
 * @param request of an HTTP server in this process
 * @returns when it came, in milliseconds; now, when nobody watched
 */
export function arrivalOf(request: object): number {
	return arrivals.get(request) ?? Date.now();
}
