import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { PROJECT_ROOT } from '../../n8n/paths';

/** A table's rows, without its head; each cell as it is written. */
export type Table = string[][];

/** What stands under one heading, up to the next of any level. */
export interface Section {
	level: number;
	title: string;
	text: string;
	tables: Table[];
}

/** As much of a Markdown file as its tests ask about. */
export interface Document {
	file: string;
	text: string;
	/** The text without its blocks of code. */
	prose: string;
	sections: Section[];
	/** What headings are called in links, as GitHub makes it of them. */
	anchors: string[];
	/** Of links and pictures. */
	targets: string[];
	codeBlocks: string[];
}

const FENCE = /^```\w*\n([\s\S]*?)^```$/gm;

/** @param file its name in the project's folder */
export function readDocument(file: string): Document {
	const text = readFileSync(join(PROJECT_ROOT, file), 'utf8');
	const codeBlocks = [...text.matchAll(FENCE)].map(([, code = '']) => code);
	const prose = text.replace(FENCE, '');
	const sections = sectionsOf(prose);
	const targets = [...prose.matchAll(/\]\(([^)\s]+)\)|\b(?:src|srcset)="([^"]+)"/g)].map(
		([, link, picture]) => link ?? picture ?? '',
	);
	return {
		file,
		text,
		prose,
		sections,
		anchors: sections.map(({ title }) => anchorOf(title)),
		targets,
		codeBlocks,
	};
}

/**
 * @param name which of the marks is meant
 * @param text Markdown
 * @returns what stands between the marks, in order
 */
export function marked(name: 'bold' | 'code' | 'italic', text: string): string[] {
	const pattern = {
		bold: /\*\*([^*]+)\*\*/g,
		code: /`([^`]+)`/g,
		italic: /(?<!\*)\*([^*]+)\*(?!\*)/g,
	}[name];
	return [...text.matchAll(pattern)].map(([, inner = '']) => inner);
}

function sectionsOf(prose: string): Section[] {
	return prose
		.split(/^(?=#{1,6} )/m)
		.filter((part) => part.startsWith('#'))
		.map((part) => {
			const [heading = '', ...lines] = part.split('\n');
			const [, marks = '', title = ''] = /^(#+) (.*)$/.exec(heading) ?? [];
			return { level: marks.length, title, text: lines.join('\n'), tables: tablesOf(lines) };
		});
}

function tablesOf(lines: string[]): Table[] {
	const tables: Table[] = [];
	let current: Table | undefined;
	for (const line of lines) {
		if (!line.startsWith('|')) current = undefined;
		else if (current) current.push(cellsOf(line));
		else tables.push((current = [cellsOf(line)]));
	}
	return tables.map(([, , ...rows]) => rows);
}

function cellsOf(line: string): string[] {
	return line
		.split('|')
		.slice(1, -1)
		.map((cell) => cell.trim());
}

function anchorOf(title: string): string {
	return title
		.toLowerCase()
		.replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
		.replaceAll(' ', '-');
}
