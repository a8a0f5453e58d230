// Neither generation brings types; what is used of them is described here.

declare module 'socket.io-v1' {
	export default function attach(
		server: import('node:http').Server,
		options: Readonly<Record<string, unknown>>,
	): import('./generations').SocketServer;
}

declare module 'socket.io-v2' {
	export default function attach(
		server: import('node:http').Server,
		options: Readonly<Record<string, unknown>>,
	): import('./generations').SocketServer;
}
