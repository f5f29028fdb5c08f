"""Any encoder-decoder of the transformers library as a writer of summaries: loaded, fed and run.

What a model wants of its input is told by its family: ViT5 (Phan et al., NAACL-SRW 2022) a prefix and an end mark,
BARTpho-word (Tran et al., Interspeech 2022) and PhoBERT words with `_` between their syllables, mBART (Liu et al.,
TACL 2020) codes of the language. torch and transformers are imported only when a model is loaded.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from diemtin.document import ModelVersion
from diemtin.errors import UnusableModel

__all__ = ["EncoderDecoder", "Form", "ModelSource", "load_encoder_decoder"]

_LONGEST_RELATIVE = 1024  # tokens; what ViT5 was trained on, where positions are relative and nothing limits them
_LONGEST_SUMMARY = 256  # tokens, as in the papers of ViT5 and BARTpho
_BEAMS = 4
_LANGUAGE = "vi_VN"
_HUB_NAME = re.compile(r"[\w.-]+(?:/[\w.-]+)?")
_JOINED = re.compile(r"[^\W\d_]_[^\W\d_]")
_FEWEST_JOINED = 0.01  # of a vocabulary, where it is one of words
_ANY_LENGTH = 100_000  # tokenizers that know no limit state a huge one


@dataclass(frozen=True, slots=True)
class ModelSource:
    """Which model is to write the summaries.

    Attributes:
        name: the folder of a model as transformers saves it, or a name on the Hugging Face hub.
        download: whether what is not on this machine may be fetched.
    """

    name: str
    download: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """What a model wants of its input and of its generation.

    Attributes:
        prefix: what comes before the article.
        suffix: what comes after it.
        segmented: whether words are apart by spaces and their syllables joined by `_`.
        longest: tokens that the encoder takes, its marks included.
        settings: arguments of `generate`.
    """

    prefix: str
    suffix: str
    segmented: bool
    longest: int
    settings: dict[str, Any]


@dataclass(frozen=True, slots=True)
class EncoderDecoder:
    """A loaded model.

    Attributes:
        model: the network.
        tokenizer: its tokenizer.
        form: what it wants.
        version: told by its files.
        together: articles that it writes of at once.
    """

    model: Any
    tokenizer: Any
    form: Form
    version: ModelVersion
    together: int = 8

    def tokens(self, text: str) -> int:
        """How many tokens a piece of input has, the marks that begin and end the whole not counted."""
        return len(self.tokenizer(text, add_special_tokens=False)["input_ids"])

    @property
    def room(self) -> int:
        """How many tokens an article may have beside the prefix, the suffix and the marks."""
        empty = self.tokenizer(f"{self.form.prefix}{self.form.suffix}")["input_ids"]
        return max(1, self.form.longest - len(empty) - 1)

    def __call__(self, articles: Sequence[str]) -> list[str]:
        """What the model writes of each article, a few articles at a time; decoding is deterministic.

        Args:
            articles: texts in the form that the model wants, without prefix and suffix.
        """
        written: list[str] = []
        for start in range(0, len(articles), self.together):
            written += self._written(articles[start : start + self.together])
        return written

    def _written(self, articles: Sequence[str]) -> list[str]:
        import torch

        texts = [f"{self.form.prefix}{article}{self.form.suffix}" for article in articles]
        with _quiet(), torch.inference_mode():
            encoded = self.tokenizer(
                texts, padding=True, truncation=True, max_length=self.form.longest, return_tensors="pt"
            )
            ids, seen = encoded["input_ids"], encoded["attention_mask"]
            made = self.model.generate(input_ids=ids, attention_mask=seen, **self.form.settings)
            found = self.tokenizer.batch_decode(made, skip_special_tokens=True, clean_up_tokenization_spaces=False)
        whole = (made[:, 1:] == self.tokenizer.eos_token_id).any(dim=1).tolist()
        return [text if ended else _to_last_end(text) for text, ended in zip(found, whole, strict=True)]


def _to_last_end(text: str) -> str:
    """A text that the limit of length has cut, without its unfinished sentence."""
    return text[: max(text.rfind(mark) for mark in ".!?…") + 1]


def load_encoder_decoder(source: ModelSource) -> EncoderDecoder:
    """Load a model with its tokenizer.

    Raises:
        UnusableModel: it is not there, is no encoder-decoder, is incomplete, or a library is missing.
    """
    transformers = _library(source.name)
    place, local = _place(source), {"local_files_only": not source.download}
    with _quiet():
        config = _loaded(source, "configuration", lambda: transformers.AutoConfig.from_pretrained(place, **local))
        if not getattr(config, "is_encoder_decoder", False):
            kind = getattr(config, "model_type", "something else")
            raise UnusableModel(source.name, f"no encoder-decoder but {kind}; name a ViT5, BARTpho or mBART model")
        tokenizer = _loaded(source, "tokenizer", lambda: transformers.AutoTokenizer.from_pretrained(place, **local))
        model, report = _loaded(
            source,
            "weights",
            lambda: transformers.AutoModelForSeq2SeqLM.from_pretrained(place, output_loading_info=True, **local),
        )
    if report["missing_keys"]:
        raise UnusableModel(source.name, f"its weights lack {min(report['missing_keys'])}; get the whole model again")
    _check_tokenizer(source, tokenizer, model.get_input_embeddings().num_embeddings)
    model.eval()
    return EncoderDecoder(model, tokenizer, form_of(config, tokenizer), _version(source, config))


def _check_tokenizer(source: ModelSource, tokenizer: Any, known: int) -> None:
    """Refuse a tokenizer that transformers made up because its files are missing, or that is of another model.

    Raises:
        UnusableModel: it is such a one.
    """
    names, folder = tokenizer.vocab_files_names.values(), Path(source.name)
    there = any((folder / name).is_file() for name in names) if folder.is_dir() else 2 * len(tokenizer) > known
    if not there:
        raise UnusableModel(source.name, f"its tokenizer is missing; it should have {' or '.join(names)}")
    if len(tokenizer) > known:
        raise UnusableModel(source.name, "its tokenizer knows more tokens than its weights; get both from one place")


def form_of(config: Any, tokenizer: Any) -> Form:
    """What the family of a model wants, by its configuration and its tokenizer."""
    prefix = suffix = ""
    if "t5" in config.model_type:
        tasks = getattr(config, "task_specific_params", None) or {}
        prefix = tasks.get("summarization", {}).get("prefix", "vietnews: ")
        ends = tokenizer("tin")["input_ids"][-1:] == [tokenizer.eos_token_id]
        suffix = "" if ends else f" {tokenizer.eos_token}"
    settings: dict[str, Any] = {
        "num_beams": _BEAMS,
        "do_sample": False,
        "early_stopping": True,
        "max_new_tokens": min(_LONGEST_SUMMARY, _positions(config, "decoder") - 2),
    }
    vocabulary = tokenizer.get_vocab()
    multilingual = hasattr(tokenizer, "src_lang")
    if multilingual and _LANGUAGE in vocabulary:
        tokenizer.src_lang = _LANGUAGE
        # mBART-50 forces the code of the language as the first token; the mBART before it begins with it.
        begins = "forced_bos_token_id" if "50" in type(tokenizer).__name__ else "decoder_start_token_id"
        settings[begins] = vocabulary[_LANGUAGE]
    joined = sum(1 for token in vocabulary if _JOINED.search(token))
    segmented = not multilingual and joined > _FEWEST_JOINED * len(vocabulary)
    return Form(prefix, suffix, segmented, min(_positions(config, "encoder"), _stated_length(tokenizer)), settings)


def _positions(config: Any, side: str) -> int:
    """Tokens that one side of a model has positions for."""
    inner = getattr(config, side, None) if config.model_type == "encoder-decoder" else config
    if getattr(inner, "relative_attention_num_buckets", None):
        return _LONGEST_RELATIVE
    positions = int(getattr(inner, "max_position_embeddings", _LONGEST_RELATIVE))
    # RoBERTa, and so PhoBERT, counts its positions from 2.
    return positions - 2 if getattr(inner, "model_type", "") in ("roberta", "xlm-roberta") else positions


def _stated_length(tokenizer: Any) -> int:
    stated = int(min(tokenizer.model_max_length, _ANY_LENGTH))
    return stated if stated < _ANY_LENGTH else _LONGEST_RELATIVE


def _place(source: ModelSource) -> str:
    """The folder, or the name to look up.

    Raises:
        UnusableModel: it can be neither.
    """
    if Path(source.name).is_dir():
        return source.name
    if Path(source.name).exists():
        raise UnusableModel(source.name, "a file; name the folder that it is in")
    if not _HUB_NAME.fullmatch(source.name) or source.name.startswith("."):
        raise UnusableModel(source.name, "no such folder; name the folder of a model that transformers saved")
    return source.name


def _library(name: str) -> Any:
    try:
        import torch  # noqa: F401
        import transformers
    except ImportError as error:
        remedy = "pip install torch transformers"
        raise UnusableModel(name, f"the abstractive engine needs torch and transformers: {remedy}") from error
    return transformers


def _loaded(source: ModelSource, part: str, load: Callable[[], Any]) -> Any:
    """A part of a model, or in one line why it cannot be loaded."""
    try:
        return load()
    except Exception as error:
        if not Path(source.name).is_dir() and isinstance(error, OSError) and not source.download:
            reason = "no such folder, and nothing of that name was downloaded before; name a folder, or add --download"
            raise UnusableModel(source.name, reason) from error
        needs = "; it may need pip install 'diemtin[abstractive]'" if "sentencepiece" in str(error).lower() else ""
        first = next(iter(str(error).strip().splitlines()), type(error).__name__)
        raise UnusableModel(source.name, f"its {part} cannot be loaded ({first.rstrip('.: ')}){needs}") from error


def _version(source: ModelSource, config: Any) -> ModelVersion:
    """The commit on the hub, or for a folder the beginning of the SHA-256 of its configuration and weights."""
    folder = Path(source.name)
    commit = getattr(config, "_commit_hash", None)
    if commit or not folder.is_dir():
        return ModelVersion("summarize", source.name, str(commit)[:12])
    digest = hashlib.sha256()
    for path in sorted([*folder.glob("*.json"), *folder.glob("*.safetensors"), *folder.glob("*.bin")]):
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return ModelVersion("summarize", folder.resolve().name, digest.hexdigest()[:12])


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the bars and hints of transformers, which are for those who train; as before afterwards."""
    logging: Any = import_module("transformers.utils.logging")
    verbosity, bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        logging.set_verbosity(verbosity)
        if bars:
            logging.enable_progress_bar()
