// Looking words of a file up in a table: `constructor` is a word like any other, and in no table of ours.

export function own<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
	return Object.hasOwn(table, key) ? table[key] : undefined;
}
