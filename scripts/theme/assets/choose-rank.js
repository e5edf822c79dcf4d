// The rules of the model guide, read as scripts/render/choosing.py reads them: see `rules` and `ranked` there.

/** All models for these answers, the best first: [{model, score, suits: [question], unsuited: [question]}]. */
export function ranked(table, answers) {
  const asked = Object.keys(answers);
  const found = table.models.map((model) => {
    const suits = asked.filter((one) => model.for[one]?.[answers[one]] !== undefined);
    const unsuited = asked.filter((one) => !suits.includes(one) && model.needs[one] !== undefined);
    let score = model.base;
    for (const one of suits) score += table.weights[one][0];
    for (const one of unsuited) score -= table.weights[one][1];
    return { model, score, suits, unsuited };
  });
  return found.sort((a, b) => b.score - a.score); // stable: ties keep the order of the table
}

const MEANT = ["tension", "situation"];

/** The models to show first: those that suit at least one answer; one for the tension and one for the situation have a place. */
export function best(table, answers, most) {
  const suiting = ranked(table, answers).filter((one) => one.suits.length > 0);
  const meant = new Set(MEANT.map((question) => suiting.find((one) => one.suits.includes(question))).filter(Boolean));
  const others = suiting.filter((one) => !meant.has(one)).slice(0, most - meant.size);
  return suiting.filter((one) => meant.has(one) || others.includes(one));
}
