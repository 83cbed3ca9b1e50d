"""Find the result claims of an abstract: the sentences that say how well something does, as measured.

Each sentence is weighed by signs: words of results (`outperforms`, `state-of-the-art`, figures) speak
for a claim, proofs and addresses against it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator

from kg.extraction.openings import Openings
from kg.model import Claim, Mention, Paper
from kg.text import sentence_spans

SIGNS: tuple[tuple[float, re.Pattern[str]], ...] = tuple(
    (weight, re.compile(pattern, re.I))
    for weight, pattern in (
        (2.4, r"\b(?:out-?perform\w*|surpass\w*|exceed(?:s|ed|ing)?|rivals?|beats?)\b"),
        (1.5, r"\b(?:superior|superiority|best-reported|on[- ]par|state[- ]of[- ]the[- ]art (?:performances?|results?|accuracy))\b"),
        (0.9, r"\b(?:achiev|obtain|attain|reach|yield|gain|improv|reduc|increas|decreas|recover|maintain)\w*\b"),
        (2.0, r"\b\d+(?:\.\d+)?\s?(?:\\?%|per ?cent|percent|points?|pts?|pp|BLEU|dB|mIoU|FPS|hz|x\b|×|times\b|mm|cm|degrees?|°)"),
        (0.7, r"\b(?:better|worse|higher|lower|faster|fewer|greater|less|more (?:stable|robust|accurate|efficient)\w*) .{0,40}?\b(?:than|compared|performance|accuracy|quality)\b|\b(?:better|faster|worse) than\b"),
        (1.8, r"\b(?:competitive|comparable|similar or better|better or|as well as existing|close to|equal to|orders? of magnitude)\b"),
        (1.5, r"\b(?:significant(?:ly)?|consistent(?:ly)?|substantial(?:ly)?|remarkabl[ey]|notabl[ey]|drastically|dramatically|considerabl[ey]|strong)\b"),
        (0.7, r"\b(?:experiments?|experimental(?:ly)?|empirical(?:ly)?|results? (?:\w+ ){0,4}(?:show|indicate|demonstrate|suggest|reveal)\w*|evaluations?|on (?:the )?[A-Z]\w*\d|in simulation|real[- ]world)\b"),
        (1.0, r"\b(?:we (?:\w+ )?(?:show|find|found|observe|demonstrate|report)|(?:shows?|demonstrat\w+|reveals?|indicates?|confirm\w*) that|our (?:\w+ ){0,3}(?:results?|findings|experiments|analys[ei]s))\b"),
        (1.2, r"\b(?:baselines?|previous (?:methods|attempts|work)|existing (?:methods|alternatives|approaches)|compared (?:to|with)|over (?:the )?(?:previous|existing|standard|state|baselines?))\b"),
        (0.9, r"\b(?:accuracy|error|performance|F1|success rates?|sample[- ]efficien\w+|precision|recall|perplexity|PSNR|speed-?ups?|runtimes?|regret|reward|return|scores?|rates? of|robustness|generaliz\w+)\b"),
        (-1.6, r"\b(?:prov(?:e|es|en|ably)|theor(?:y|em|ems|etical|etically)|convergence rates?|bounds?|guarantees?|conjecture)\b"),
        (-0.4, r"\b(?:effectiveness|efficacy|usefulness|feasibility|promising|validate (?:the|our)|advantages) (?:of|results)?\b"),
        (0.6, r"^(?:however|surprisingly|interestingly|notably|moreover|furthermore|additionally|in addition|finally|also|even|specifically|overall|importantly)\b"),
        (1.2, r"\bperform(?:s|ed|ing)? (?:\w+ ){0,2}(?:better|best|worse|well|on par|competitively|comparably|similarly)\b|\bcompetitive with\b"),
        (0.6, r"\b(?:we|i) (?:\w+ )?(?:find|found|observe|show|see|report|conclude|confirm|obtain|demonstrate|reveal|discover)\b"),
        (1.7, r"\b(?:results?|findings|experiments?|evaluations?|analys[ie]s|study|tests?|comparisons?) (?:[\w-]+ ){0,6}(?:shows?|indicates?|demonstrates?|suggests?|reveals?|confirms?|supports?|verif\w+|validates?)\b"),
        (-0.6, r"\b(?:propos\w+|present(?:s|ed)?|introduc\w+|develop\w*|describ\w+|investigat\w+|address\w*|stud(?:y|ies)|aims?|novel)\b"),
        (1.6, r"\b(?:up to|by (?:an average|over|more than|up to|\d)|at least|on average|an average|over \d|more than \d|only \d|within \d|below \d|less than \d|as (?:few|little) as)\b"),
        (1.1, r"\b(?:than)\b"),
        (-0.9, r"\b(?:will|would|future|hope|potential|may|might|should)\b"),
        (1.4, r"\b(?:outperform|surpass|exceed|beat|better|superior|state[- ]of[- ]the[- ]art|sota|best)\w*\b"),
        (0.9, r"\b(?:dataset|datasets|benchmark|benchmarks|tasks?|games?|imagenet|cifar|atari|coco)\b"),
        (-0.8, r"\b(?:because|since|thus|therefore|hence|due to)\b"),
        (1.0, r"\b(?:is|are) (?:shown|found|demonstrated|confirmed|observed|proven|proved)\b"),
    )
)  # fmt: skip
"""How much each sign speaks for a claim: fitted by logistic regression to what readers
marked (benchmarks/readings_fitted.py)."""
_OPENINGS = Openings([pattern for _, pattern in SIGNS])
_BIAS, _LATE = -5.86, 3.36
"""What the last sentence of an abstract has more than the first: results come late."""
_METRIC = re.compile(
    r"\b(?:(?:top-?[15] |mean |average |test |classification |word error |success |human[- ]normali[sz]ed ){0,3}"
    r"(?:accuracy|precision|recall|perplexity|error rates?|errors?|success rates?|scores?|rewards?|returns?|regret|mIoU|IoU|mAP|AP|AUC|AUROC"
    r"|BLEU|ROUGE(?:-[12L])?|METEOR|CIDEr|F1(?:[- ]scores?)?|PSNR|SSIM|MS-SSIM|LPIPS|FID|MSE|RMSE|WER|CER|likelihood|log-likelihood"
    r"|FPS|throughput|speed|runtimes?|latency|survival rates?|sample efficiency|computation times?))\b"
)
_NUMBER = re.compile(
    r"(?<![\w.-])[+-]?\d[\d,]*(?:\.\d+)?(?:\s?[-–]\s?\d+(?:\.\d+)?)?\s?(?:\\?%|dB\b|×|x\b|[×x] |points?\b|(?:BLEU|mIoU|FPS|Hz|mm|cm|ms)\b|times\b)"
    r"|(?<![\w.-])\d+ (?:out )?of (?:the )?\d+\b|(?<![\w.-])\d+\.\d+(?![\w-]|\.\w)"
)
THRESHOLD = 0.4


def find_claims(paper: Paper) -> tuple[Claim, ...]:
    """Find the sentences of an abstract that claim results, with what they name, in their order.

    A paper without mentions, in which nothing of the field is named, has none. Offsets are
    characters of the abstract, end exclusive.

    >>> from kg.model import Concept
    >>> text = "We study owls. Our Owl outperforms all baselines by 5% accuracy."
    >>> owl = Mention("abstract", 19, 22, "Owl", Concept("method", "owl", "Owl"))
    >>> paper = Paper(abstract=text, mentions=(owl,))
    >>> [(each.text, each.metric, each.number) for each in find_claims(paper)]
    [('Our Owl outperforms all baselines by 5% accuracy.', 'accuracy', '5%')]
    """
    return (
        tuple(_claims(paper.abstract, paper.mentions)) if paper.abstract and paper.mentions else ()
    )


def _claims(text: str, mentions: Iterable[Mention]) -> Iterator[Claim]:
    spans = sentence_spans(text)
    named = [each for each in mentions if each.field == "abstract"]
    for number, (start, end) in enumerate(spans):
        sentence = text[start:end]
        sure = weigh(sentence, number / max(len(spans) - 1, 1))
        if sure >= THRESHOLD:
            metric, figure = _METRIC.search(sentence), _NUMBER.search(sentence)
            inside = [each.concept for each in named if start <= each.start and each.end <= end]
            yield Claim(
                "abstract", start, end, sentence,
                concepts=tuple(dict.fromkeys(c for c in inside if c.type != "task")),
                metric=metric.group().strip() if metric else None,
                number=figure.group().strip() if figure else None,
                confidence=round(sure, 2),
            )  # fmt: skip


def weigh(sentence: str, place: float) -> float:
    """Return how likely a sentence claims a result, at a place from 0 (the first) to 1 (the last)."""
    found = _OPENINGS.found_in(sentence)
    signs = sum(weight for n, (weight, _) in enumerate(SIGNS) if n in found)
    return 1 / (1 + math.exp(-(_BIAS + _LATE * place + signs)))
