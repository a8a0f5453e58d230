import { execFileSync } from 'node:child_process';

import { removeForeignVariables } from '../foreignVariables';

it('proxies and the options of an npm around the tests are removed, in either spelling; the rest stays', () => {
	const environment: NodeJS.ProcessEnv = {
		HTTP_PROXY: 'http://proxy:3128',
		https_proxy: 'http://proxy:3128',
		ALL_PROXY: 'socks5://proxy:1080',
		no_proxy: 'localhost',
		npm_config_https_proxy: 'http://proxy:3128',
		npm_config_proxy: 'http://proxy:3128',
		npm_config_noproxy: 'localhost',
		npm_config_dry_run: 'true',
		npm_config_json: 'true',
		npm_config_omit: 'dev',
		npm_config_ignore_scripts: 'true',
		PATH: '/usr/bin',
		npm_config_offline: 'true',
		PROXY_HOPS: '1',
	};
	removeForeignVariables(environment);
	expect(environment).toEqual({ PATH: '/usr/bin', npm_config_offline: 'true', PROXY_HOPS: '1' });
});

it('neither this test nor the programs that it starts have them, whatever the shell around Jest has', () => {
	const printed = execFileSync(process.execPath, ['-p', 'JSON.stringify(process.env)'], { encoding: 'utf8' });
	for (const environment of [process.env, JSON.parse(printed) as NodeJS.ProcessEnv]) {
		const before = { ...environment };
		removeForeignVariables(environment);
		expect(environment).toEqual(before);
	}
});
