/** The client for Socket.IO servers 1.x and 2.x ships no types; `realtime/clients.ts` says what it uses of it. */
declare module 'socket.io-client-v2' {
	const connect: unknown;
	export default connect;
}
