// Ends with code 1 when a library whose code is in the package has a known vulnerability, moderate or worse:
//   npm run build && npm audit --json | node .github/auditBundled.mjs
// npm cannot tell by itself: what is bundled stands among the devDependencies, beside what only tests use (old
// Socket.IO servers, say). The notices that the build writes say what is bundled.
import { readFileSync } from 'node:fs';
import { stdin } from 'node:process';
import { text } from 'node:stream/consumers';

const SERIOUS = ['moderate', 'high', 'critical'];

const notices = readFileSync('dist/THIRD-PARTY-NOTICES.txt', 'utf8');
const bundled = new Set([...notices.matchAll(/^(\S+ \d\S*) \(.+\)$/gm)].map(([, title]) => title));
const locked = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
const report = JSON.parse(await text(stdin));
if (bundled.size === 0) throw new Error('The notices name no library');
if (!report.vulnerabilities) throw new Error(`npm audit did not answer: ${JSON.stringify(report)}`);

const found = Object.values(report.vulnerabilities).flatMap(({ name, severity, nodes, via }) =>
	nodes
		.map((folder) => `${locked[folder]?.name ?? name} ${locked[folder]?.version}`)
		.filter((title) => SERIOUS.includes(severity) && bundled.has(title))
		.map((title) => `${title}: ${severity}, ${via.map((one) => one.url ?? one).join(', ')}`),
);
for (const line of found) console.error(line);
console.log(`${bundled.size} bundled libraries, ${found.length} with a known vulnerability`);
process.exitCode = found.length > 0 ? 1 : 0;
