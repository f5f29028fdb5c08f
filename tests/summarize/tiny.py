"""Encoder-decoders of a few thousand weights, with tokenizers made on the spot: nothing is downloaded."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

__all__ = ["bartpho_syllable", "bartpho_word", "mbart50", "t5", "taught"]

LETTERS = [chr(code) for code in range(ord("a"), ord("z") + 1)] + list('đ0123456789.,:"/')


def _words(texts: Sequence[str]) -> list[str]:
    return sorted({word for text in texts for word in text.split()})


def t5(folder: Path, texts: Sequence[str], seed: int = 0) -> Path:
    """A model like ViT5 with random weights, whose tokens are the words of some texts."""
    import torch
    from transformers import T5Config, T5ForConditionalGeneration, T5Tokenizer

    torch.manual_seed(seed)
    words = [f"▁{word}" for word in _words(["vietnews:", *texts])]
    pieces = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), *((word, -1.0) for word in words), ("▁", -5.0)]
    tokenizer = T5Tokenizer(vocab=[*pieces, *((letter, -9.0) for letter in LETTERS)], extra_ids=0)
    sizes: dict[str, Any] = {
        "d_model": 32,
        "d_kv": 16,
        "d_ff": 32,
        "num_layers": 1,
        "num_heads": 2,
        "decoder_start_token_id": 0,
    }
    config = T5Config(vocab_size=len(tokenizer), dropout_rate=0.0, **sizes)
    return _saved(folder, T5ForConditionalGeneration(config), tokenizer)


def bartpho_word(folder: Path, texts: Sequence[str]) -> Path:
    """A model like BARTpho-word with random weights: PhoBERT's tokenizer over segmented texts."""
    import torch
    from transformers import MBartForConditionalGeneration, PhobertTokenizer

    torch.manual_seed(0)
    folder.mkdir(parents=True, exist_ok=True)
    words = _words(texts)
    (folder / "vocab.txt").write_text("".join(f"{w} 1\n" for w in [*words, *LETTERS]), encoding="utf-8")
    (folder / "bpe.codes").write_text("".join(f"{pair}\n" for word in words for pair in _merges(word)), "utf-8")
    phobert: Any = PhobertTokenizer
    tokenizer = phobert(str(folder / "vocab.txt"), str(folder / "bpe.codes"))
    return _saved(folder, MBartForConditionalGeneration(_bart_config(len(tokenizer))), tokenizer)


def bartpho_syllable(folder: Path, texts: Sequence[str]) -> Path:
    """A model like BARTpho-syllable with random weights: its tokenizer is a SentencePiece model with a vocabulary."""
    import sentencepiece
    import torch
    from transformers import BartphoTokenizer, MBartForConditionalGeneration

    torch.manual_seed(0)
    folder.mkdir(parents=True, exist_ok=True)
    made = io.BytesIO()
    options: dict[str, Any] = {"vocab_size": 200, "hard_vocab_limit": False, "minloglevel": 2}
    sentencepiece.SentencePieceTrainer.train(sentence_iterator=iter([*texts] * 20), model_writer=made, **options)
    pieces = sentencepiece.SentencePieceProcessor(model_proto=made.getvalue())
    (folder / "sentencepiece.bpe.model").write_bytes(made.getvalue())
    known = "".join(f"{pieces.id_to_piece(i)} 1\n" for i in range(3, pieces.get_piece_size()))
    (folder / "dict.txt").write_text(known, encoding="utf-8")
    tokenizer = BartphoTokenizer(str(folder / "sentencepiece.bpe.model"), str(folder / "dict.txt"))
    return _saved(folder, MBartForConditionalGeneration(_bart_config(len(tokenizer))), tokenizer)


def mbart50(folder: Path, texts: Sequence[str]) -> Path:
    """A model like mBART-50 with random weights."""
    import torch
    from transformers import MBart50Tokenizer, MBartForConditionalGeneration

    torch.manual_seed(0)
    special = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
    words = [(f"▁{word}", -1.0) for word in _words(texts)]
    tokenizer = MBart50Tokenizer(vocab=[*special, *words, ("▁", -5.0), *((letter, -9.0) for letter in LETTERS)])
    return _saved(folder, MBartForConditionalGeneration(_bart_config(len(tokenizer))), tokenizer)


def taught(folder: Path, article: str, summary: str, steps: int = 200) -> None:
    """Teach a saved model to write `summary` of `article`, by heart."""
    import torch
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    tokenizer: Any = AutoTokenizer.from_pretrained(folder)
    model: Any = AutoModelForSeq2SeqLM.from_pretrained(folder)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    given, wanted = tokenizer([article], return_tensors="pt"), tokenizer([summary], return_tensors="pt")["input_ids"]
    for _ in range(steps):
        optimizer.zero_grad()
        model(**given, labels=wanted).loss.backward()
        optimizer.step()
    model.save_pretrained(folder)


def _bart_config(vocabulary: int) -> Any:
    from transformers import MBartConfig

    layers: dict[str, Any] = {
        "encoder_layers": 1,
        "decoder_layers": 1,
        "encoder_attention_heads": 2,
        "decoder_attention_heads": 2,
    }
    sizes: dict[str, Any] = {"d_model": 16, "encoder_ffn_dim": 32, "decoder_ffn_dim": 32, "max_position_embeddings": 64}
    return MBartConfig(vocab_size=vocabulary, decoder_start_token_id=2, **layers, **sizes)


def _merges(word: str) -> list[str]:
    """The steps in which PhoBERT's tokenizer puts a word together from its letters."""
    letters = [*word[:-1], f"{word[-1]}</w>"]
    return [f"{word[:i]} {letters[i]} 1" for i in range(1, len(letters))]


def _saved(folder: Path, model: Any, tokenizer: Any) -> Path:
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder
