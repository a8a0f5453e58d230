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
			}),
		);
		delay.reset();
	})
		.listen(Number(process.env.PROBE_PORT), '127.0.0.1')
		.unref();
}
