"""Processor time of the summary stage beside encoder-decoders of the size of ViT5-base and BARTpho-base, in one run.

python -m benchmarks.summary_speed [--articles 2] [--greedy]

The networks have random weights of the published shapes (time does not depend on the weights) and write as many
tokens as a standfirst has: ViT5-base (Phan et al., 2022) of 12 and 12 layers, 768 wide, 36,096 tokens; BARTpho-base
(Tran et al., 2022) of 6 and 6 layers, 768 wide, of words. Beam search with 4 beams as published; with `--greedy`, as a
favour, without. One thread; each is given the same articles, cut to 500 syllables. ViT5 is taken to need one token for
a syllable or a mark, BARTpho one for a word or a mark; with their real vocabularies both need more.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from diemtin.corpora import NewsArticle, read_vietnews
from diemtin.document import Span
from diemtin.normalize import syllables
from diemtin.segment import Segmenter
from diemtin.segment.sentences import split_sentences
from diemtin.segment.tokens import tokenize
from diemtin.summarize import Request, Source, Summarizer

VIETNEWS = Path(__file__).parents[1] / "../shared/data/vietnews/val.jsonl.xz"
SYLLABLES = 500  # of an article
WRITTEN = 60  # tokens of a summary
REPEATED = 20  # times that our own stage is run, which is too quick to time once


def vit5_base() -> Any:
    """A network of the shape of ViT5-base."""
    from transformers import T5Config, T5ForConditionalGeneration

    sizes: dict[str, Any] = {"d_model": 768, "d_kv": 64, "d_ff": 2048, "num_layers": 12, "num_heads": 12}
    style: dict[str, Any] = {"feed_forward_proj": "gated-gelu", "decoder_start_token_id": 0}
    return T5ForConditionalGeneration(T5Config(vocab_size=36096, num_decoder_layers=12, **sizes, **style))


def bartpho_base() -> Any:
    """A network of the shape of BARTpho-word-base."""
    from transformers import MBartConfig, MBartForConditionalGeneration

    layers: dict[str, Any] = {"encoder_layers": 6, "decoder_layers": 6}
    heads: dict[str, Any] = {"encoder_attention_heads": 12, "decoder_attention_heads": 12}
    sizes: dict[str, Any] = {"d_model": 768, "encoder_ffn_dim": 3072, "decoder_ffn_dim": 3072}
    start: dict[str, Any] = {"decoder_start_token_id": 2}
    return MBartForConditionalGeneration(MBartConfig(vocab_size=64001, **layers, **heads, **sizes, **start))


def cut(article: NewsArticle) -> list[str]:
    """The first sentences of an article, up to the one that makes the syllables full."""
    kept: list[str] = []
    for sentence in article.body:
        kept.append(sentence)
        if sum(len(syllables(text)) for text in kept) >= SYLLABLES:
            break
    return kept


def tokens(sentences: Sequence[str], segmenter: Segmenter) -> dict[str, int]:
    """How many tokens each network is given: syllables and marks, words and marks."""
    text = "\n".join(sentences)
    spans = split_sentences(text, Span(0, len(text)))
    return {
        "ViT5-base": sum(len(tokenize(text, span)) for span in spans),
        "BARTpho-base": sum(len(words) for words in segmenter.words(text, spans)),
    }


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def of_network(model: Any, lengths: Sequence[int], beams: int) -> float:
    """Median processor time for one article, of inputs of so many tokens."""
    import torch

    model.eval()
    spent = []
    with torch.inference_mode():
        for length in lengths:
            ids = torch.randint(5, 30_000, (1, length))
            settings: dict[str, Any] = {
                "num_beams": beams,
                "min_new_tokens": WRITTEN,
                "max_new_tokens": WRITTEN,
                "do_sample": False,
            }
            spent.append(seconds(partial(model.generate, ids, attention_mask=torch.ones_like(ids), **settings)))
    return statistics.median(spent)


def main(
    vietnews: Annotated[Path, typer.Argument(help="vietnews val.jsonl.xz")] = VIETNEWS,
    articles: Annotated[int, typer.Option(min=1, help="how many")] = 2,
    greedy: Annotated[bool, typer.Option("--greedy", help="one beam instead of four")] = False,
) -> None:
    """Print seconds of processor time for an article, and how many times ours the networks take."""
    import torch

    torch.set_num_threads(1)
    found = [article for article in read_vietnews(vietnews, 2000) if len(syllables(" ".join(article.body))) > SYLLABLES]
    some = found[:articles]
    texts = [cut(article) for article in some]
    lengths = [sum(len(syllables(text)) for text in sentences) for sentences in texts]
    given = [tokens(sentences, Segmenter.load()) for sentences in texts]
    summarizer = Summarizer.load()

    def ours() -> None:
        for _ in range(REPEATED):
            for article, sentences in zip(some, texts, strict=True):
                summarizer.choose(Source(sentences, article.title, article.captions), Request())

    ours()
    own = seconds(ours) / REPEATED / len(some)
    beams = 1 if greedy else 4
    print(f"{len(some)} articles of {statistics.mean(lengths):.0f} syllables; {WRITTEN} tokens written, {beams} beams")
    print(f"{'diemtin, the summary stage':32} {own:9.4f} s")
    for name, build in {"ViT5-base": vit5_base, "BARTpho-base": bartpho_base}.items():
        model = build()
        spent = of_network(model, [counts[name] for counts in given], beams)
        millions = sum(weight.numel() for weight in model.parameters()) / 1e6
        print(f"{f'{name} ({millions:.0f} M weights)':32} {spent:9.4f} s, {spent / own:6.0f} times", flush=True)


if __name__ == "__main__":
    typer.run(main)
