// Loaded into n8n before n8n itself (NODE_OPTIONS=--import): tells at PROBE_PORT what fuzzing may have done to it.
import { createServer } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const BUILT_IN = { Object, Array, Function, String, Number, Boolean, Date, RegExp, Map, Promise };

// The guard before n8n and the runners behind it have the same environment.
if (process.argv[2] === 'start') {
	const delay = monitorEventLoopDelay({ resolution: 10 });
	delay.enable();
	// Between two of these ticks n8n did nothing else; on a busy machine much of that time is other people's.
	let spent = process.threadCpuUsage();
	let busyMicroseconds = 0;
	setInterval(() => {
		const now = process.threadCpuUsage();
		busyMicroseconds = Math.max(busyMicroseconds, now.user + now.system - spent.user - spent.system);
		spent = now;
	}, 10).unref();
	setFlagsFromString('--expose-gc');
	const collectGarbage = runInNewContext('gc');
	createServer(({ url }, response) => {
		if (url === '/heap') {
			collectGarbage();
			response.end(JSON.stringify({ heapBytes: process.memoryUsage().heapUsed }));
			return;
		}
		const prototypes = Object.entries(BUILT_IN).map(([name, { prototype }]) => [
			name,
			Reflect.ownKeys(prototype).map(String).join(),
		]);
		response.end(
			JSON.stringify({
				pid: process.pid,
				prototypes: Object.fromEntries(prototypes),
				blockedMs: delay.max / 1e6,
				busyMs: busyMicroseconds / 1e3,
			}),
		);
		delay.reset();
		busyMicroseconds = 0;
	})
		.listen(Number(process.env.PROBE_PORT), '127.0.0.1')
		.unref();
}
