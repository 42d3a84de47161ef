// Two small fits: a choice among candidates, and one of several classes. Both are convex; Adam finds the bottom.

/** Weights of a conditional logit. `events`: {rows, chosen}; `outside`: with an option of weight 0 that is none of them. */
export function fitChoice(events, { steps = 150, ridge = 1, outside = false } = {}) {
	const width = events[0].rows[0].length;
	const scale = deviations(
		events.flatMap(({ rows }) => rows),
		width,
	);
	return adam(width, steps, (weights, gradient) => {
		for (const { rows, chosen, weight = 1 } of events) {
			const values = rows.map((row) => dot(row, weights, scale));
			const highest = Math.max(outside ? 0 : Number.NEGATIVE_INFINITY, ...values);
			const powers = values.map((value) => Math.exp(value - highest));
			const total = powers.reduce((sum, power) => sum + power, outside ? Math.exp(-highest) : 0);
			for (let at = 0; at < rows.length; at++) {
				const error = weight * (powers[at] / total - (at === chosen ? 1 : 0));
				if (Math.abs(error) > 1e-5) for (let k = 0; k < width; k++) gradient[k] += (error * rows[at][k]) / scale[k];
			}
		}
		for (let k = 0; k < width; k++) gradient[k] = (gradient[k] + ridge * weights[k]) / events.length;
	}).map((weight, k) => weight / scale[k]);
}

/** Rows of `classes` against class 0: for each other class a start and weights. */
export function fitClasses(examples, classes, { steps = 200, ridge = 3 } = {}) {
	const width = examples[0].row.length;
	const rows = examples.map(({ row }) => row);
	const means = Array.from({ length: width }, (_, k) => rows.reduce((sum, row) => sum + row[k], 0) / rows.length);
	const scale = deviations(rows, width, means);
	const table = examples.map(({ row }) =>
		Float64Array.from([1, ...row.map((value, k) => (value - means[k]) / scale[k])]),
	);
	const all = examples.reduce((sum, { weight }) => sum + weight, 0);
	const size = width + 1;
	const values = new Float64Array(classes);
	const fitted = adam(classes * size, steps, (weights, gradient) => {
		for (let i = 0; i < table.length; i++) {
			const row = table[i];
			let total = 0;
			for (let c = 0; c < classes; c++) {
				let value = 0;
				if (c > 0) for (let k = 0; k < size; k++) value += weights[c * size + k] * row[k];
				values[c] = Math.exp(Math.min(value, 50));
				total += values[c];
			}
			for (let c = 1; c < classes; c++) {
				const error = examples[i].weight * (values[c] / total - (examples[i].label === c ? 1 : 0));
				if (Math.abs(error) > 1e-6) for (let k = 0; k < size; k++) gradient[c * size + k] += error * row[k];
			}
		}
		for (let k = 0; k < gradient.length; k++) gradient[k] = (gradient[k] + ridge * weights[k]) / all;
	});
	return Array.from({ length: classes - 1 }, (_, c) => {
		const own = fitted.slice((c + 1) * size, (c + 2) * size);
		const weights = own.slice(1).map((weight, k) => weight / scale[k]);
		return [own[0] - weights.reduce((sum, weight, k) => sum + weight * means[k], 0), ...weights];
	});
}

/** https://arxiv.org/abs/1412.6980 */
function adam(width, steps, addGradient) {
	const weights = new Float64Array(width);
	const [first, second] = [new Float64Array(width), new Float64Array(width)];
	for (let step = 1; step <= steps; step++) {
		const gradient = new Float64Array(width);
		addGradient(weights, gradient);
		const rate = 0.09 * (1 - (0.9 * step) / steps);
		for (let k = 0; k < width; k++) {
			first[k] = 0.9 * first[k] + 0.1 * gradient[k];
			second[k] = 0.99 * second[k] + 0.01 * gradient[k] ** 2;
			weights[k] -= (rate * (first[k] / (1 - 0.9 ** step))) / (Math.sqrt(second[k] / (1 - 0.99 ** step)) + 1e-8);
		}
	}
	return [...weights];
}

function deviations(rows, width, means = Array(width).fill(0)) {
	return Array.from(
		{ length: width },
		(_, k) => Math.sqrt(rows.reduce((sum, row) => sum + (row[k] - means[k]) ** 2, 0) / rows.length) || 1,
	);
}

function dot(row, weights, scale) {
	let sum = 0;
	for (let k = 0; k < row.length; k++) sum += (row[k] * weights[k]) / scale[k];
	return sum;
}
