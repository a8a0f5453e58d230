import { parseArgs } from 'node:util';
import { startSimulator } from './index';

const DEFAULT_PORT = '4010';

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { port: { type: 'string', default: DEFAULT_PORT } } });
	const port = Number(values.port);
	if (!Number.isInteger(port) || port < 0 || port > 65535) {
		throw new Error(`--port takes a port number, not "${values.port}"`);
	}
	const simulator = await startSimulator({ port, realTime: ['2.5.1', '2.5.1'] });
	const { url, account } = simulator;
	console.log(`A Voicenter for tests, on this machine only: ${url}

  Credential "Voicenter API":  base URL ${url}
                               code     ${account.code}
                               real-time token ${account.realTime.token}
  Extensions: ${account.extensions.map((extension) => extension.sip).join(', ')}
  Queues:     ${account.queues.map((queue) => queue.key).join(', ')}
  Socket.IO:  ${simulator.control
		.realTimeServers()
		.map((server) => server.url)
		.join(', ')}

Send call records to a webhook, and play a call:
  curl -X PUT ${url}/control/cdr/target -d '{"url":"http://127.0.0.1:5678/webhook/…","format":"json"}'
  curl ${url}/control/calls/incoming -d '{"queue":"sales","outcome":"abandoned","waitSeconds":42}'

Everything else it can do:  curl ${url}/control
Ctrl-C stops it.`);

	const stop = () => {
		simulator.stop().then(
			() => process.exit(0),
			() => process.exit(1),
		);
	};
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
