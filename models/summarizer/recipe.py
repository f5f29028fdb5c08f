"""Rebuild this model with one command.

    python models/summarizer/recipe.py --vietnews PATH/train.jsonl.xz

Three networks on vietnews train. The content model: cross-entropy of each unit and pair of an article being in
its standfirst. The fluency model: cross-entropy of a sentence being as printed or with a part torn out. The choice:
squared error of the ROUGE of sets of sentences, centred by article, on articles that the content model has not
seen. One article in twenty is in none of them and is what the recipe reports on. No validation or test article is read.
"""

from __future__ import annotations

import json
import math
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import torch
import typer
from safetensors.numpy import save_file
from torch import Tensor, nn
from torch.nn import functional

from diemtin import __version__
from diemtin.corpora import NewsArticle, read_vietnews
from diemtin.normalize import CAPITALS
from diemtin.rouge import Metric, rouge
from diemtin.summarize import FORMAT, Request, Summarizer
from diemtin.summarize.clauses import deletions, without
from diemtin.summarize.encode import FEATURES, Encoded, Integers, Numbers, encode, units
from diemtin.summarize.fluency import BEGIN, END, tokens
from diemtin.summarize.select import CHOICE_FEATURES

HERE = Path(__file__).parent
KNOWN_UNITS = 6000
MARKS = ",.;:()\"“”-–—!?…/%[]'&+"
CONTENT_PASSES, CONTENT_ARTICLES = 2.2, 60_000
FLUENCY_PASSES, FLUENCY_ARTICLES, PRINTED = 3, 30_000, 130_000
CHOICE_PASSES, CHOICE_ARTICLES, CHOICE_SETS = 60, 4_000, 14
RATE = 2e-3
EMBEDDING, WIDTH, AROUND = 32, 80, 64
FLUENCY_EMBEDDING, FLUENCY_WIDTH, FLUENCY_HIDDEN = 24, 64, 48
CHOICE_HIDDEN = 16
MOST_CERTAIN = 20.0
LONGEST_TRAINED = 700  # units of an article that training looks at
HELD_OUT = 1_000  # articles that the last line reports on


@dataclass(frozen=True, slots=True)
class Example:
    """An encoded article with its answers: which units and pairs the standfirst has, and the log of its length."""

    article: Encoded
    unit: Numbers
    pair: Numbers
    length: float


def main(
    vietnews: Annotated[Path, typer.Option(help="vietnews train.jsonl.xz", exists=True, dir_okay=False)],
    limit: Annotated[int | None, typer.Option(help="read only so many articles")] = None,
    output: Annotated[Path, typer.Option(help="the folder to write the model to")] = HERE,
) -> None:
    """Train the three networks and write vocabulary.txt, model.safetensors and config.json."""
    torch.manual_seed(0)
    chance = random.Random(0)
    articles = [article for article in read_vietnews(vietnews, limit) if len(article.body) > 1]
    held_out, for_choice = articles[::20], [*articles[5::20], *articles[10::20]]
    training = [article for i, article in enumerate(articles) if i % 20 not in (0, 5, 10)]
    chance.shuffle(training)
    vocabulary = vocabulary_of(training)
    content = train_content(training[:CONTENT_ARTICLES], vocabulary, chance)
    fluency = train_fluency(training[:FLUENCY_ARTICLES], vocabulary, chance)
    parts: dict[str, nn.Module] = {"content": content, "fluency": fluency, "choice": ChoiceNetwork()}
    write(output, vocabulary, parts, len(training[:CONTENT_ARTICLES]))
    summarizer = Summarizer.load(output.parent)
    parts["choice"] = train_choice(for_choice[:CHOICE_ARTICLES], summarizer, chance)
    write(output, vocabulary, parts, len(training[:CONTENT_ARTICLES]))
    report(Summarizer.load(output.parent), held_out[:HELD_OUT])


def vocabulary_of(articles: Sequence[NewsArticle]) -> dict[str, int]:
    """Rows from 1 on: the commonest units, each digit of a number as 0, then marks and the ends of sentences."""
    counts = Counter(
        re.sub(r"\d", "0", unit) for article in articles for sentence in article.body for unit in units(sentence)
    )
    found = [unit for unit, _ in counts.most_common(KNOWN_UNITS)]
    return {word: row for row, word in enumerate([*found, *MARKS, BEGIN, END], start=1)}


def train_content(articles: Sequence[NewsArticle], vocabulary: dict[str, int], chance: random.Random) -> ContentNetwork:
    """Fit the content network."""
    examples = [example(article, vocabulary) for article in articles]
    network = ContentNetwork(len(vocabulary) + 1)
    size = 12

    def batches() -> Iterator[Tensor]:
        order: list[Example] = []
        for _ in range(max(1, int(len(examples) * CONTENT_PASSES / size))):
            if len(order) < size:
                order = chance.sample(examples, len(examples))
            yield content_loss(network, [order.pop() for _ in range(min(size, len(order)))])

    descend(network, batches(), max(1, int(len(examples) * CONTENT_PASSES / size)))
    return network


def example(article: NewsArticle, vocabulary: dict[str, int]) -> Example:
    """An article and what its standfirst has of it; features are kept as half-precision to save memory."""
    sentences, total = [], 0
    for sentence in article.body:
        sentences.append(sentence)
        total += len(units(sentence))
        if total > LONGEST_TRAINED:
            break
    found = encode(sentences, article.title, article.captions, vocabulary)
    standfirst = units(article.standfirst)
    has, has_pair = set(standfirst), set(pairwise(standfirst))
    unit, pair = np.zeros(found.kinds, np.float32), np.zeros(int(found.pair.max()) + 1, np.float32)
    unit[found.kind] = [word in has for word in found.words]
    following = [*found.words[1:], ""]
    pair[found.pair] = [both in has_pair for both in zip(found.words, following, strict=True)]
    return Example(found, unit, pair, math.log(max(5, len(standfirst))))


def content_loss(network: ContentNetwork, examples: Sequence[Example]) -> Tensor:
    """Cross-entropy of units and of pairs, and the squared error of the logarithm of the length."""
    batch = joined([found.article for found in examples])
    odds, length = network(batch)
    odds = odds[batch.filled > 0]
    loss = torch.zeros(())
    for column, numbers, answers in (
        (0, [found.article.kind for found in examples], [found.unit for found in examples]),
        (1, [found.article.pair for found in examples], [found.pair for found in examples]),
    ):
        shifts = np.cumsum([0, *map(len, answers)])
        group = torch.from_numpy(np.concatenate([n + s for n, s in zip(numbers, shifts, strict=False)]))
        total = torch.zeros(int(shifts[-1])).index_add(0, group, odds[:, column].exp())
        counted = torch.ones(int(shifts[-1]))
        counted[torch.from_numpy(shifts[:-1])] = float(column == 0)  # pair 0 is none
        loss = loss + functional.binary_cross_entropy_with_logits(
            (total + 1e-9).log(), torch.from_numpy(np.concatenate(answers)), counted, reduction="sum"
        )
    wanted = torch.tensor([found.length for found in examples])
    return loss / (50 * len(examples)) + 0.5 * functional.mse_loss(length, wanted)


def joined(articles: Sequence[Encoded]) -> Articles:
    """A batch of articles for the content network."""
    counts = [int(article.sentence[-1]) + 1 for article in articles]
    starts = np.cumsum([0, *counts])
    pad = np.zeros(2, np.int64)

    def padded(parts: list[Any], empty: Any) -> Tensor:
        return torch.from_numpy(np.concatenate([piece for part in parts for piece in (part, empty)]))

    return Articles(
        padded([article.vocabulary for article in articles], pad),
        padded([article.features for article in articles], np.zeros((2, articles[0].features.shape[1]), np.float32)),
        padded([np.ones(len(article.words), np.float32) for article in articles], np.zeros(2, np.float32)),
        padded([a.sentence + s for a, s in zip(articles, starts, strict=False)], pad + starts[-1]),
        padded([np.full(len(a.words), i) for i, a in enumerate(articles)], pad + len(articles)),
        torch.from_numpy(np.repeat(np.arange(len(articles)), counts)),
        torch.from_numpy(np.concatenate([article.title for article in articles])),
        torch.from_numpy(np.concatenate([np.full(len(a.title), i) for i, a in enumerate(articles)])),
    )


def train_fluency(articles: Sequence[NewsArticle], vocabulary: dict[str, int], chance: random.Random) -> FluencyNetwork:
    """Fit the fluency network; batches are of sentences of like length."""
    printed, torn = fluency_examples(articles, chance)
    chance.shuffle(printed)
    answers = [*((text, 1.0) for text in printed[:PRINTED]), *((text, 0.0) for text in torn)]
    examples = sorted(((tokens(text, vocabulary), answer) for text, answer in answers), key=lambda e: len(e[0][0]))
    batches = [examples[i : i + 128] for i in range(0, len(examples), 128)]
    network = FluencyNetwork(len(vocabulary) + 1)

    def losses() -> Iterator[Tensor]:
        for _ in range(FLUENCY_PASSES):
            for batch in chance.sample(batches, len(batches)):
                wanted = torch.tensor([answer for _, answer in batch])
                found = network(*padded_sentences([encoded for encoded, _ in batch]))
                yield functional.binary_cross_entropy_with_logits(found, wanted)

    descend(network, losses(), FLUENCY_PASSES * len(batches))
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
        return _capital(" ".join(words[chance.randint(1, len(words) - 6) :]).lstrip("("))
    start = chance.randint(1, len(words) - 3)
    return " ".join([*words[:start], *words[chance.randint(start + 1, min(len(words) - 1, start + 8)) :]])


def _without_a_part(sentence: str, chance: random.Random) -> str:
    """The sentence without one of the parts between its commas."""
    parts = sentence.split(", ")
    gone = chance.randrange(len(parts))
    left = ", ".join([*parts[:gone], *parts[gone + 1 :]])
    return _capital(left if gone < len(parts) - 1 else f"{left}.")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


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


def train_choice(articles: Sequence[NewsArticle], summarizer: Summarizer, chance: random.Random) -> ChoiceNetwork:
    """Fit the choice to the ROUGE of sets that the search finds, the best ones and some others."""
    groups = [group for article in articles if (group := choice_examples(article, summarizer, chance)) is not None]
    network = ChoiceNetwork()

    def losses() -> Iterator[Tensor]:
        for _ in range(CHOICE_PASSES):
            order = chance.sample(groups, len(groups))
            for start in range(0, len(order), 64):
                batch = order[start : start + 64]
                yield torch.stack([_centred_error(network, *group) for group in batch]).mean()

    descend(network, losses(), CHOICE_PASSES * math.ceil(len(groups) / 64))
    return network


def _centred_error(network: ChoiceNetwork, features: Tensor, answers: Tensor) -> Tensor:
    found = network(features)
    return functional.mse_loss(found - found.mean(), answers - answers.mean())


def choice_examples(
    article: NewsArticle, summarizer: Summarizer, chance: random.Random
) -> tuple[Tensor, Tensor] | None:
    """The features of some sets of an article and ten times their mean ROUGE in both metrics."""
    found = summarizer.field(article.body, article.title, article.captions, Request())
    if found is None or len(found.candidates) < 2:
        return None
    half = CHOICE_SETS // 2
    rest = found.candidates[half:]
    some = [*found.candidates[:half], *chance.sample(rest, min(half, len(rest)))]
    summaries = [" ".join(chosen.text for chosen in found.chosen(article.body, candidate)) for candidate in some]
    answers = [quality(summary, article.standfirst) for summary in summaries]
    return torch.from_numpy(found.features(some)), torch.tensor(answers) * 10


def quality(summary: str, standfirst: str) -> float:
    """Mean of ROUGE-1, ROUGE-2 and ROUGE-L F1 in both metrics."""
    return sum(rouge(summary, standfirst, metric).mean for metric in Metric) / len(Metric)


def descend(network: nn.Module, losses: Iterator[Tensor], steps: int) -> None:
    """Adam (Kingma and Ba, 2015) with a rate that falls along a cosine; prints the loss now and then."""
    optimizer = torch.optim.Adam(network.parameters(), RATE)
    running = 0.0
    for step, loss in enumerate(losses):
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(1, (step + 1) / 100) * (0.5 * (1 + math.cos(math.pi * step / steps)) + 0.01)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        running += (loss.item() - running) * max(0.01, 1 / (step + 1))
        if step % 1000 == 999 or step == steps - 1:
            typer.echo(f"{type(network).__name__}: step {step + 1} of {steps}, loss {running:.4f}")


def write(output: Path, vocabulary: dict[str, int], parts: dict[str, nn.Module], articles: int) -> None:
    """Write the model's files; weights in half precision."""
    output.mkdir(parents=True, exist_ok=True)
    weights = {
        f"{part}.{name.replace('_.', '.')}": weight.detach().numpy().astype(np.float16)
        for part, network in parts.items()
        for name, weight in network.state_dict().items()
    }
    save_file(weights, output / "model.safetensors")
    (output / "vocabulary.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    config = {"format": FORMAT, "version": __version__, "trained_on": f"{articles} articles of vietnews train"}
    (output / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


def report(summarizer: Summarizer, articles: Sequence[NewsArticle]) -> None:
    """Print the mean ROUGE on held-out articles of the same file."""
    total = 0.0
    for article in articles:
        chosen = summarizer.choose(article.body, article.title, article.captions, Request())
        total += quality(" ".join(sentence.text for sentence in chosen), article.standfirst)
    typer.echo(f"mean ROUGE {100 * total / max(1, len(articles)):.2f} on {len(articles)} held-out articles")


@dataclass(frozen=True, slots=True)
class Articles:
    """Some articles one after another, with two empty rows behind each.

    Attributes:
        vocabulary: the row of each unit's embedding, shape (rows,).
        features: shape (rows, features).
        filled: 1 for a unit, 0 for an empty row.
        sentence: the number of each row's sentence, counted through; `sentences` for empty rows.
        article: the number of each row's article; `articles` for empty rows.
        article_of: the article of each sentence.
        title: the rows of all titles' embeddings, with the article of each in `title_of`.
    """

    vocabulary: Tensor
    features: Tensor
    filled: Tensor
    sentence: Tensor
    article: Tensor
    article_of: Tensor
    title: Tensor
    title_of: Tensor

    @property
    def articles(self) -> int:
        """How many articles there are."""
        return int(self.article_of[-1]) + 1


class ContentNetwork(nn.Module):
    """`diemtin.summarize.content.ContentModel` for several articles at a time."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, EMBEDDING)
        nn.init.normal_(self.embedding.weight, 0, 0.3)
        self.local = nn.Conv1d(EMBEDDING + len(FEATURES), WIDTH, 3, padding=1)
        self.around = nn.Linear(4 * WIDTH + EMBEDDING, AROUND)
        self.raise_ = nn.Linear(AROUND, WIDTH)
        self.inner = nn.Conv1d(WIDTH, WIDTH, 5, padding=2)
        self.outer = nn.Conv1d(WIDTH, WIDTH, 5, padding=2)
        self.odds = nn.Linear(WIDTH, 2)
        self.length = nn.Linear(WIDTH + AROUND, 1)
        nn.init.constant_(self.odds.bias, -3.0)
        nn.init.constant_(self.length.bias, float(np.log(32)))

    def forward(self, batch: Articles) -> tuple[Tensor, Tensor]:
        """Log-odds of each unit and of the pair it begins, shape (rows, 2); log of each standfirst's length."""
        filled = batch.filled[:, None]
        seen = torch.cat([self.embedding(batch.vocabulary), batch.features], 1) * filled
        local = functional.relu(_over_rows(self.local, seen)) * filled
        sentences = _means(local, batch.sentence, len(batch.article_of), batch.filled)
        whole = _means(local, batch.article, batch.articles, batch.filled)
        titled = _means(self.embedding(batch.title), batch.title_of, batch.articles)
        same = (batch.article_of[1:] == batch.article_of[:-1]).float()[:, None]
        empty = torch.zeros(1, WIDTH)
        before, after = torch.cat([empty, sentences[:-1] * same]), torch.cat([sentences[1:] * same, empty])
        article = torch.cat([whole, titled], 1)[batch.article_of]
        around = functional.relu(self.around(torch.cat([sentences, before, after, article], 1)))
        raised = torch.cat([self.raise_(around), torch.zeros(1, WIDTH)])[batch.sentence]
        inner = functional.relu(_over_rows(self.inner, local) + raised) * filled
        outer = inner + functional.relu(_over_rows(self.outer, inner))
        odds = self.odds(outer).clamp(-MOST_CERTAIN, MOST_CERTAIN)
        length = self.length(torch.cat([whole, _means(around, batch.article_of, batch.articles)], 1))
        return odds, length[:, 0]


class FluencyNetwork(nn.Module):
    """`diemtin.summarize.fluency.FluencyModel` for a batch of padded sentences."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, FLUENCY_EMBEDDING)
        nn.init.normal_(self.embedding.weight, 0, 0.3)
        self.local = nn.Conv1d(FLUENCY_EMBEDDING + 1, FLUENCY_WIDTH, 5, padding=2)
        self.inner = nn.Conv1d(FLUENCY_WIDTH, FLUENCY_WIDTH, 5, padding=2)
        self.hidden = nn.Linear(3 * FLUENCY_WIDTH, FLUENCY_HIDDEN)
        self.odds = nn.Linear(FLUENCY_HIDDEN, 1)

    def forward(self, rows: Tensor, capitals: Tensor, filled: Tensor) -> Tensor:
        """Log-odds of being as printed, shape (sentences,); arguments have the shape (sentences, tokens)."""
        seen = torch.cat([self.embedding(rows), capitals[..., None]], 2) * filled[..., None]
        local = functional.relu(self.local(seen.transpose(1, 2))) * filled[:, None]
        inner = functional.relu(self.inner(local)) * filled[:, None]
        count = filled.sum(1)
        last = inner[torch.arange(len(rows)), :, count.long() - 2]
        pooled = torch.cat([inner.sum(2) / count[:, None], inner.max(2).values, last], 1)
        found: Tensor = self.odds(functional.relu(self.hidden(pooled)))[:, 0]
        return found


class ChoiceNetwork(nn.Module):
    """`diemtin.summarize.select.preferred`."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden = nn.Linear(len(CHOICE_FEATURES), CHOICE_HIDDEN)
        self.rouge = nn.Linear(CHOICE_HIDDEN, 1)

    def forward(self, features: Tensor) -> Tensor:
        """The predicted ROUGE of each candidate, shape (candidates,)."""
        found: Tensor = self.rouge(functional.relu(self.hidden(features)))[:, 0]
        return found


def _over_rows(layer: nn.Conv1d, rows: Tensor) -> Tensor:
    found: Tensor = layer(rows.T[None])[0].T
    return found


def _means(rows: Tensor, group: Tensor, groups: int, weight: Tensor | None = None) -> Tensor:
    """The mean row of each group; group `groups` is left out."""
    weight = torch.ones(len(rows)) if weight is None else weight
    count = torch.zeros(groups + 1).index_add(0, group, weight).clamp(min=1)
    total = torch.zeros(groups + 1, rows.shape[1]).index_add(0, group, rows)
    return (total / count[:, None])[:groups]


if __name__ == "__main__":
    typer.run(main)
