import { testEverythingOn } from './everything';

describe('n8n 2.x', () => testEverythingOn('v2'));
