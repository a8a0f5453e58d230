import { testEverythingOn } from './everything';

describe('n8n 1.x', () => testEverythingOn('v1'));
