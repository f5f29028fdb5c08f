"""Rebuild this model with one command.

    python models/summarizer/recipe.py --vietnews PATH/train.jsonl.xz

Two networks and two regressions on vietnews train. The content model: cross-entropy of each unit and pair of an
article being in its standfirst. The fluency model: cross-entropy of a sentence being as printed or with a part torn
out. The choice: least squares of the ROUGE of sets of sentences, centred by article, on articles that the content
model has not seen. Captions: cross-entropy of a sentence being the caption of a photo. One article in twenty is
in none of them and is what the recipe reports on. No validation or test article is read.
What is finished is kept in a folder of checkpoints; `--resume` goes on from there after the recipe was stopped.
"""

from __future__ import annotations

import hashlib
import json
import math
import random
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import torch
import typer
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional

from diemtin import __version__
from diemtin.corpora import NewsArticle, read_vietnews
from diemtin.normalize import CAPITALS
from diemtin.rouge import Metric, rouge
from diemtin.summarize import FORMAT, Request, Source, Summarizer
from diemtin.summarize.captions import LONGEST_CAPTION, caption_features
from diemtin.summarize.clauses import deletions, without
from diemtin.summarize.encode import Integers, Numbers, encode, units
from diemtin.summarize.fluency import BEGIN, END, tokens
from diemtin.summarize.layout import capital
from diemtin.summarize.select import CHOICE_FEATURES
from diemtin.summarize.torch_networks import Articles, ContentNetwork, FluencyNetwork
from diemtin.training import Checkpoints, Descent, batches, descend

HERE = Path(__file__).parent
KNOWN_UNITS = 6000
MARKS = ",.;:()\"“”-–—!?…/%[]'&+"
CONTENT_PASSES, CONTENT_BATCH = 1.25, 12
PART = 5_000  # articles that are encoded at a time
FLUENCY_PASSES, FLUENCY_ARTICLES, PRINTED = 3, 30_000, 130_000
CHOICE_ARTICLES, CHOICE_RIDGE = 4_000, 1e-3
CHOICE = "choice.weight"  # in the file of weights
CAPTION_PASSES, CAPTION_ARTICLES, CAPTION_BATCH, CAPTION_FEATURES = 3, 30_000, 256, 20_000
SEEN = 8  # times that a feature of captions must be seen
LEAST_WEIGHT = 0.05  # of a feature of captions that is kept
CREDIT = re.compile(r"\s*(?:[-–(]\s*)?\b(?:[ẢảÀà]nh|Video|Clip|Nguồn|Đồ họa|Đồ hoạ|Photo)\b[^:]{0,20}:.*$")
RATE = 2e-3
LONGEST_TRAINED = 600  # units of an article that training looks at
HELD_OUT = 1_000  # articles that the last line reports on

Arrays = dict[str, NDArray[Any]]


def main(
    vietnews: Annotated[Path, typer.Option(help="vietnews train.jsonl.xz", exists=True, dir_okay=False)],
    limit: Annotated[int | None, typer.Option(help="read only so many articles")] = None,
    output: Annotated[Path, typer.Option(help="the folder to write the model to")] = HERE,
    checkpoints: Annotated[Path | None, typer.Option(help="the folder of what is finished")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="go on where it was stopped")] = False,
    keep_networks: Annotated[
        bool, typer.Option(help="use the networks that are there, and fit the choice alone")
    ] = False,
) -> None:
    """Train all and write vocabulary.txt, model.safetensors, captions.tsv and config.json."""
    articles = [article for article in read_vietnews(vietnews, limit) if len(article.body) > 1]
    held_out, for_choice = articles[::20], [*articles[5::20], *articles[10::20]]
    training = [article for i, article in enumerate(articles) if i % 20 not in (0, 5, 10)]
    random.Random(0).shuffle(training)
    kept = Checkpoints.begin(checkpoints or output / "checkpoints", f"{len(articles)} articles\n", resume=resume)
    if not keep_networks:
        train_networks(output, training, kept)
    write_choice(output, for_choice[:CHOICE_ARTICLES], kept)
    report(Summarizer.load(output.parent), held_out[:HELD_OUT])


def train_networks(output: Path, training: Sequence[NewsArticle], kept: Checkpoints) -> None:
    """Train all but the choice and write it; the choice takes what has the highest expected ROUGE."""
    vocabulary = vocabulary_of(training)
    content = train_content(training, vocabulary, kept)
    fluency = train_fluency(training[:FLUENCY_ARTICLES], vocabulary, kept)
    output.mkdir(parents=True, exist_ok=True)
    write_captions(output, train_captions(training[:CAPTION_ARTICLES], kept))
    write(output, vocabulary, {"content": content, "fluency": fluency}, len(training))


def vocabulary_of(articles: Sequence[NewsArticle]) -> dict[str, int]:
    """Rows from 1 on: the commonest units, each digit of a number as 0, then marks and the ends of sentences."""
    printed = Counter(unit for article in articles for sentence in article.body for unit in units(sentence))
    counts: Counter[str] = Counter()
    for unit, count in printed.items():
        counts[re.sub(r"\d", "0", unit)] += count
    found = [unit for unit, _ in counts.most_common(KNOWN_UNITS)]
    return {word: row for row, word in enumerate([*found, *MARKS, BEGIN, END], start=1)}


def train_content(articles: Sequence[NewsArticle], vocabulary: dict[str, int], kept: Checkpoints) -> ContentNetwork:
    """Fit the content network."""
    parts = [
        kept.arrays(f"examples-{i}", partial(_examples, articles[i : i + PART], vocabulary))
        for i in range(0, len(articles), PART)
    ]
    torch.manual_seed(0)
    network = ContentNetwork(len(vocabulary) + 1)
    size = min(CONTENT_BATCH, len(articles))

    def loss(step: int) -> Tensor:
        chosen = batches(len(articles), size, step).tolist()
        return content_loss(network, [one(parts[i // PART], i % PART) for i in chosen])

    steps = max(1, int(CONTENT_PASSES * (len(articles) // size)))
    descend("content", network, loss, Descent(steps, RATE), kept, typer.echo)
    return network


def _examples(articles: Sequence[NewsArticle], vocabulary: dict[str, int]) -> Arrays:
    return together(example(article, vocabulary) for article in articles)


def example(article: NewsArticle, vocabulary: dict[str, int]) -> Arrays:
    """An article as numbers and what its standfirst has of it, in types that save memory.

    By unit: `vocabulary`, `kind`, `pair`, `sentence`, `features`; `title`; `has` for each kind and `has_pair` for
    each pair, whether the standfirst has it; the logarithm of the standfirst's `length`.
    """
    sentences, total = [], 0
    for sentence in article.body:
        sentences.append(sentence)
        total += len(units(sentence))
        if total > LONGEST_TRAINED:
            break
    found = encode(sentences, article.title, article.captions, vocabulary)
    standfirst = units(article.standfirst)
    has, has_pair = set(standfirst), set(pairwise(standfirst))
    unit, pair = np.zeros(found.kinds, np.bool_), np.zeros(int(found.pair.max()) + 1, np.bool_)
    unit[found.kind] = [word in has for word in found.words]
    following = [*found.words[1:], ""]
    pair[found.pair] = [both in has_pair for both in zip(found.words, following, strict=True)]
    small = {"vocabulary": found.vocabulary, "kind": found.kind, "pair": found.pair, "sentence": found.sentence}
    return {name: array.astype(np.int16) for name, array in small.items()} | {
        "features": found.features.astype(np.float16),
        "title": found.title.astype(np.int16),
        "has": unit,
        "has_pair": pair,
        "length": np.array([math.log(max(5, len(standfirst)))], np.float32),
    }


def together(examples: Iterable[Arrays]) -> Arrays:
    """Examples one after another; `ends_NAME` says where each one's part of array NAME ends, with a 0 before them."""
    parts: dict[str, list[NDArray[Any]]] = {}
    for found in examples:
        for name, array in found.items():
            parts.setdefault(name, []).append(array)
    ends = {f"ends_{name}": np.cumsum([0, *map(len, arrays)]) for name, arrays in parts.items()}
    return {name: np.concatenate(arrays) for name, arrays in parts.items()} | ends


def one(examples: Arrays, i: int) -> Arrays:
    """The example number `i` of those that were put together."""
    names = [name for name in examples if not name.startswith("ends_")]
    return {name: np.array(examples[name][slice(*examples[f"ends_{name}"][i : i + 2])]) for name in names}


def content_loss(network: ContentNetwork, examples: Sequence[Arrays]) -> Tensor:
    """Cross-entropy of units and of pairs, and the squared error of the logarithm of the length."""
    batch = joined(examples)
    odds, length = network(batch)
    odds = odds[batch.filled > 0]
    loss = torch.zeros(())
    for column, number, answer in ((0, "kind", "has"), (1, "pair", "has_pair")):
        shifts = np.cumsum([0, *(len(found[answer]) for found in examples)])
        group = torch.from_numpy(_counted_through([found[number] for found in examples], shifts))
        total = torch.zeros(int(shifts[-1])).index_add(0, group, odds[:, column].exp())
        counted = torch.ones(int(shifts[-1]))
        counted[torch.from_numpy(shifts[:-1])] = float(column == 0)  # pair 0 is none
        wanted = torch.from_numpy(np.concatenate([found[answer] for found in examples]).astype(np.float32))
        loss = loss + functional.binary_cross_entropy_with_logits(
            (total + 1e-9).log(), wanted, counted, reduction="sum"
        )
    lengths = torch.from_numpy(np.concatenate([found["length"] for found in examples]))
    return loss / (50 * len(examples)) + 0.5 * functional.mse_loss(length, lengths)


def _counted_through(numbers: Sequence[NDArray[Any]], shifts: NDArray[Any]) -> Integers:
    return np.concatenate([found.astype(np.int64) + shift for found, shift in zip(numbers, shifts, strict=False)])


def joined(examples: Sequence[Arrays]) -> Articles:
    """A batch of articles for the content network."""
    counts = [int(found["sentence"][-1]) + 1 for found in examples]
    kinds = [len(found["has"]) for found in examples]

    def padded(parts: Iterable[NDArray[Any]], empty: NDArray[Any]) -> Tensor:
        return torch.from_numpy(np.concatenate([piece for part in parts for piece in (part, empty)]))

    def numbered(name: str, sizes: Sequence[int]) -> Tensor:
        shifts = np.cumsum([0, *sizes])
        parts = [found[name].astype(np.int64) + shift for found, shift in zip(examples, shifts, strict=False)]
        return padded(parts, np.full(2, shifts[-1]))

    return Articles(
        vocabulary=padded([found["vocabulary"].astype(np.int64) for found in examples], np.zeros(2, np.int64)),
        features=padded(
            [found["features"].astype(np.float32) for found in examples],
            np.zeros((2, examples[0]["features"].shape[1]), np.float32),
        ),
        filled=padded([np.ones(len(found["kind"]), np.float32) for found in examples], np.zeros(2, np.float32)),
        sentence=numbered("sentence", counts),
        article=padded([np.full(len(e["kind"]), i) for i, e in enumerate(examples)], np.full(2, len(examples))),
        kind=numbered("kind", kinds),
        kinds=sum(kinds),
        article_of=torch.from_numpy(np.repeat(np.arange(len(examples)), counts)),
        title=torch.from_numpy(np.concatenate([found["title"].astype(np.int64) for found in examples])),
        title_of=torch.from_numpy(np.concatenate([np.full(len(e["title"]), i) for i, e in enumerate(examples)])),
    )


def train_fluency(articles: Sequence[NewsArticle], vocabulary: dict[str, int], kept: Checkpoints) -> FluencyNetwork:
    """Fit the fluency network; batches are of sentences of like length."""
    chance = random.Random(0)
    printed, torn = fluency_examples(articles, chance)
    chance.shuffle(printed)
    answers = [*((text, 1.0) for text in printed[:PRINTED]), *((text, 0.0) for text in torn)]
    chance.shuffle(answers)  # Sorting keeps the order of equal lengths: a batch must not be of one answer only.
    examples = sorted(((tokens(text, vocabulary), answer) for text, answer in answers), key=lambda e: len(e[0][0]))
    groups = [examples[i : i + 128] for i in range(0, len(examples), 128)]
    torch.manual_seed(0)
    network = FluencyNetwork(len(vocabulary) + 1)

    def loss(step: int) -> Tensor:
        batch = groups[int(batches(len(groups), 1, step)[0])]
        found = network(*padded_sentences([encoded for encoded, _ in batch]))
        return functional.binary_cross_entropy_with_logits(found, torch.tensor([answer for _, answer in batch]))

    descend("fluency", network, loss, Descent(FLUENCY_PASSES * len(groups), RATE), kept, typer.echo)
    return network


def fluency_examples(articles: Sequence[NewsArticle], chance: random.Random) -> tuple[list[str], list[str]]:
    """Sentences as printed, and sentences of the same articles with parts left out."""
    printed: list[str] = []
    torn: list[str] = []
    for article in articles:
        body = [s for s in article.body if 8 <= len(s.split()) <= 70 and s[-1] in '.!?…"”']
        if len(body) < 3:
            continue
        standfirst = re.split(rf'(?<=[.!?…])\s+(?=[{CAPITALS}"“])', article.standfirst)
        printed += [sentence for sentence in standfirst if len(sentence.split()) >= 8]
        some = [body[0], *chance.sample(body, 3)]
        printed += some
        torn += [without(s, [chance.choice(found)]) for s in some if (found := deletions(s))]
        torn.append(_torn(chance.choice(body), chance))
        torn.append(_without_a_part(chance.choice(body), chance))
    return printed, [text for text in torn if len(text.split()) >= 6]


def _torn(sentence: str, chance: random.Random) -> str:
    """The sentence with its end, its beginning or something in its middle gone, cut anywhere."""
    words = sentence.split(" ")
    where = chance.random()
    if where < 0.45:
        return " ".join(words[: chance.randint(6, len(words) - 1)]).rstrip(",;:") + "."
    if where < 0.75:
        return capital(" ".join(words[chance.randint(1, len(words) - 6) :]).lstrip("("))
    start = chance.randint(1, len(words) - 3)
    return " ".join([*words[:start], *words[chance.randint(start + 1, min(len(words) - 1, start + 8)) :]])


def _without_a_part(sentence: str, chance: random.Random) -> str:
    """The sentence without one of the parts between its commas."""
    parts = sentence.split(", ")
    gone = chance.randrange(len(parts))
    left = ", ".join([*parts[:gone], *parts[gone + 1 :]])
    return capital(left if gone < len(parts) - 1 else f"{left}.")


def padded_sentences(encoded: Sequence[tuple[Integers, Numbers]]) -> tuple[Tensor, Tensor, Tensor]:
    """Rows, capitals and which places are filled, each of shape (sentences, tokens)."""
    longest = max(len(rows) for rows, _ in encoded)
    rows = torch.zeros(len(encoded), longest, dtype=torch.long)
    capitals, filled = torch.zeros(len(encoded), longest), torch.zeros(len(encoded), longest)
    for i, (found, upper) in enumerate(encoded):
        rows[i, : len(found)] = torch.from_numpy(found)
        capitals[i, : len(found)] = torch.from_numpy(upper)
        filled[i, : len(found)] = 1
    return rows, capitals, filled


def train_captions(articles: Sequence[NewsArticle], kept: Checkpoints) -> dict[str, float]:
    """Fit the regression that tells captions from sentences; the weight of each feature."""
    examples = caption_examples(articles)
    counts = Counter(feature for features, _ in examples for feature in features)
    known = [feature for feature, count in counts.most_common(CAPTION_FEATURES) if count >= min(SEEN, len(articles))]
    row = {feature: i for i, feature in enumerate(known)}
    rows = [[row[feature] for feature in sorted(features) if feature in row] for features, _ in examples]
    answers = torch.tensor([answer for _, answer in examples])
    torch.manual_seed(0)
    network = nn.EmbeddingBag(len(known), 1, mode="sum")
    nn.init.zeros_(network.weight)
    size = min(CAPTION_BATCH, len(examples))

    def loss(step: int) -> Tensor:
        chosen = batches(len(examples), size, step).tolist()
        starts = np.cumsum([0, *(len(rows[i]) for i in chosen)])[:-1]
        found = network(torch.tensor([r for i in chosen for r in rows[i]]), torch.from_numpy(starts))[:, 0]
        return functional.binary_cross_entropy_with_logits(found, answers[chosen])

    steps = max(1, CAPTION_PASSES * (len(examples) // size))
    descend("captions", network, loss, Descent(steps, 3 * RATE), kept, typer.echo)
    return dict(zip(known, network.weight.detach()[:, 0].tolist(), strict=True))


def caption_examples(articles: Sequence[NewsArticle]) -> list[tuple[set[str], float]]:
    """The features of captions without their credits, each one sentence, and of sentences of the bodies."""
    captions = (CREDIT.sub("", caption).strip().rstrip(".") for article in articles for caption in article.captions)
    bodies = (sentence for article in articles for sentence in article.body if sentence.endswith("."))
    found = [(f"{caption}.", 1.0) for caption in captions if not re.search(r"[.!?] ", caption)]
    found += [(sentence, 0.0) for sentence in bodies]
    return [(caption_features(text), answer) for text, answer in found if 4 <= len(text.split()) <= LONGEST_CAPTION]


def write_captions(output: Path, weights: dict[str, float]) -> None:
    """Write captions.tsv: the weights that matter, the greatest first."""
    kept = sorted((-abs(weight), feature) for feature, weight in weights.items() if abs(weight) >= LEAST_WEIGHT)
    lines = [f"{weights[feature]:.2f}\t{feature}\n" for _, feature in kept]
    (output / "captions.tsv").write_text("".join(lines), encoding="utf-8")


def write_choice(output: Path, articles: Sequence[NewsArticle], kept: Checkpoints) -> None:
    """Fit the choice to the model that is in a folder, and write it there."""
    stored = {name: weight for name, weight in load_file(output / "model.safetensors").items() if name != CHOICE}
    choice = fit_choice(articles, Summarizer.load(output.parent), kept, fingerprint(stored))
    save_file(stored | {CHOICE: choice}, output / "model.safetensors")


def fingerprint(weights: Arrays) -> str:
    """What tells these weights from others, so that nothing that was made with others is gone on with."""
    found = hashlib.sha256()
    for name in sorted(weights):
        found.update(weights[name].tobytes())
    return found.hexdigest()[:12]


def fit_choice(articles: Sequence[NewsArticle], summarizer: Summarizer, kept: Checkpoints, made_by: str) -> Numbers:
    """The weight of each feature of the choice, by least squares over the sets that the search finds.

    Features and ROUGE count by how far they are from their mean over the sets of the article, and articles alike.
    `made_by` names the networks of the summarizer that finds the sets.
    """
    found = (choice_examples(article, summarizer) for article in articles)
    groups = kept.arrays(f"sets-{made_by}", lambda: together(filter(None, found)))
    sides = [_centred(one(groups, i)) for i in range(len(groups["ends_rouge"]) - 1)]
    features, rouge = (np.concatenate(side) for side in zip(*sides, strict=True))
    squares = np.sqrt((features**2).sum(axis=0)) + 1e-6
    scaled = features / squares
    gram = scaled.T @ scaled + CHOICE_RIDGE * np.eye(len(squares))
    return np.asarray(np.linalg.solve(gram, scaled.T @ rouge) / squares, np.float32)


def _centred(group: Arrays) -> tuple[Numbers, Numbers]:
    """Features and ROUGE of an article's sets less their means, so that each article weighs the same."""
    share = 1 / math.sqrt(len(group["rouge"]))
    features, rouge = (group[name].astype(np.float64) for name in ("features", "rouge"))
    return (features - features.mean(axis=0)) * share, (rouge - rouge.mean()) * share


def choice_examples(article: NewsArticle, summarizer: Summarizer) -> Arrays | None:
    """The features of the sets of an article that are compared, and their mean ROUGE in both metrics."""
    found = summarizer.field(Source(article.body, article.title, article.captions), Request())
    if found is None or len(found.candidates) < 2:
        return None
    summaries = [" ".join(chosen.text for chosen in found.chosen(candidate)) for candidate in found.candidates]
    rouge = {summary: quality(summary, article.standfirst) for summary in set(summaries)}
    answers = np.array([rouge[summary] for summary in summaries], np.float32)
    return {"features": found.features(found.candidates), "rouge": answers}


def quality(summary: str, standfirst: str) -> float:
    """Mean of ROUGE-1, ROUGE-2 and ROUGE-L F1 in both metrics."""
    return sum(rouge(summary, standfirst, metric).mean for metric in Metric) / len(Metric)


def write(output: Path, vocabulary: dict[str, int], parts: Mapping[str, nn.Module], articles: int) -> None:
    """Write the model's files; weights of networks in half precision, those of the choice all 0."""
    output.mkdir(parents=True, exist_ok=True)
    weights = {
        f"{part}.{name.replace('_.', '.')}": weight.detach().numpy().astype(np.float16)
        for part, network in parts.items()
        for name, weight in network.state_dict().items()
    }
    save_file(weights | {CHOICE: np.zeros(len(CHOICE_FEATURES), np.float32)}, output / "model.safetensors")
    (output / "vocabulary.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    config = {"format": FORMAT, "version": __version__, "trained_on": f"{articles} articles of vietnews train"}
    (output / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


def report(summarizer: Summarizer, articles: Sequence[NewsArticle]) -> None:
    """Print the mean ROUGE on held-out articles of the same file."""
    total = 0.0
    for article in articles:
        chosen = summarizer.choose(Source(article.body, article.title, article.captions), Request())
        total += quality(" ".join(sentence.text for sentence in chosen), article.standfirst)
    typer.echo(f"mean ROUGE {100 * total / max(1, len(articles)):.2f} on {len(articles)} held-out articles")


if __name__ == "__main__":
    typer.run(main)
