"""What looks like a name and names no method or benchmark: fields, tasks, metrics, theory, things.

The annotation rule behind it: bare field words, categories of models, tasks, metrics,
objects of theory, hardware, institutions and people are not methods.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy
from numpy.typing import NDArray

from kg.extraction.spelling import name_key, singular, word_set
from kg.extraction.word_tests import WordTest

_FIELDS = """
RL DRL MARL MBRL HRL GCRL CRL PbRL SRL AutoRL DeepRL SSRL ML DL AI AGI NLP NLU NLG NMT MT ASR TTS OCR IR CV FL
SSL UDA DA DG ZSL FSL FSCIL CIL CL TL MTL IL IRL MTRL MetaRL LfD LfO LHF ILFO UL SL PU AL HPO MBO BBO DFO OPE OPO OPL MAB MABs CMAB
RLVR QA VQA NLI NLG MRC SSD-free XAI TDA TSF KD HCI HPC IoT IID iid OOD ID i.i.d CS SE OR DOE SLAM RTS
NER POS ReID MOT VOS VIS VLN HOI MIL SISR SLU ABSA GEC FAS CTR DST KGC KGE QG WSD CWS SOD VAD HAR EE IE SGG WSSS WSOD
WSOL TAMP MAPF CPP NBV VPR POI HRI pHRI HRC IQA TAL CQA KBQA KGQA GZSL T2I I2I HPE TSC TTA FGVC MORL NLOS VSR TSAD
ATR TTI TTV SBDD TOD VQG CSC AES PbD KT SSC FGIR SED CO MTS RE NRSfM LTR MLC XMC LDP
"""
_MODELS = """
LLM LM PLM PrLM sLM SLM VLM LVLM LMM MLLM MLM-free VLA NN DNN ANN FNN FFN DGM KG KB KBs NNs DAG SCM LVM PGM
"""
_THEORY = """
MDP POMDP CMDP SMDP SA-MDP Dec-POMDP CDec-POMDP PAMDP ACMDP MMDP BAMDP RMDP SSP TSP VRP CVRP SAT MAX-SAT QAP MIS
KL JS TV MMD GAN-free PAC VC NP NP-hard RKHS ODE SDE PDE SPDE ODEs SDEs PDEs MSE-optimal KKT i.e e.g w.r.t CPT
LTL DNF CNF-formula FIM NE CCE MFG MFGs PSD SPD GP-free SO3 SE3 SO(3) SE(3) L1 L2 L_1 L_2 L_0 l_0 l_1 l_2 L0 Lp XOR
DoF TR UTD DTR ITE ATE CATE HJB ELO Elo NEURAL DEEP FOR THE AND WITH VIA
CoM CoP ZMP SDP QP LP MILP MIP MIQP QCQP SOCP LMI LQ SE(2) PSPACE MaxSAT BRDF DEM LOS GT O(1) CDF TDOA DOA RCM DLO
NP-complete
"""
_METRICS = """
FID BLEU ROUGE MSE RMSE MAE MAPE PSNR SSIM LPIPS AUC AUROC AUPRC ROC mAP AP IoU mIoU F1 TPR FPR FNR WER CER NLL BPD
BPC PPL SOTA SoTA SotA NDCG MRR CIDEr METEOR mCE ECE ACC FVD IS-score FLOP FLOPs FLOPS KS MCC BIC AIC SNR RTP HNS IQM
SPL MOTA NDS ROUGE-1 ROUGE-2 ROUGE-L Rank-1 Top-1 Top-5 GFLOP FPS FDR RMS RSSI SWaP MOS FAR TPR-FPR BLEU-4
"""
_THINGS = """
GPU CPU TPU FPGA ASIC RAM SRAM DRAM GB MB TB KB MHz GHz kHz Hz dB ms UAV UGV IMU LiDAR LIDAR RGB RGB-D RGBD 1D 2D 3D 4D 6D 2-D 3-D
6DoF E2E N1 API APIs URL HTML XML JSON SQL CSV PDF GUI UI OS USB IO SDK CLI JPEG PNG MP3 MRI fMRI EEG ECG EHR EHRs CT PET ICU DNA RNA mRNA
SNP COVID-19 SARS-CoV-2 arXiv ArXiv GitHub Github
OpenAI DeepMind NVIDIA MIT CMU IBM US USA UK EU UC USD YouTube Twitter Facebook Google LinkedIn WeChat TikTok JavaScript TypeScript C++ MATLAB MTurk AMT AWS EC2
BEV MAP LSB MSB QoS QoE SNPs RTX IP TCP VM VMs DC PV II III IV VI VII VIII IX XI
DOF CAD AUV MAV ROV USV ASV AGV UAS AV VR XR EMG sEMG FOV FoV MEMS PC ROI RoI CMOS VLSI SMA CCD SEM AFM INS GNSS RTK LED
LCD HMD DSP RFID UWB WiFi ToF MIMO PZT PDMS IPMC DEA FBG HSI SAR OCT BCI BMI HMI WMR CDPR SCARA KUKA PR2 iCub HRP-2
ASIMO COMAN HyQ YuMi ABB UR5 UR5e UR10 WAM dVRK DLR NASA DARPA JPL ISS USAR youBot iRobot AIBO BioTac GelSight HoloLen
PTZ DVS IEEE ISO NIST MEG rPPG VTOL FES VSA SEA MoCap FMCW PVDF UVMS FWMAV SIM WSI PCB RTK-GPS mmWave HDR NIR UV LUT SLA
IDE FSR DOI FOCS STOC COLREGS RAW LEGO iPhone TX2
"""
_VENUES = """
ICML ICLR NeurIPS NIPS AAAI IJCAI CVPR ICCV ECCV WACV BMVC ACL EMNLP NAACL EACL COLING TACL KDD UAI AISTATS COLT JMLR TMLR
ICRA IROS CoRL ICASSP INTERSPEECH Interspeech SIGIR CIKM WSDM RecSys VLDB SIGMOD ICDM ICDE TPAMI PAMI IJCV TKDE SIGGRAPH
"""
_PLACES = """
Afghanistan Africa Albania Algeria America Angola Argentina Armenia Asia Australia Austria Azerbaijan Bahrain Bangladesh Beijing Belarus
Belgium Benin Berlin Bolivia Bosnia Botswana Brazil Britain Bulgaria Burundi California Cambodia Cameroon Canada Chad Chile China
Colombia Congo Croatia Cuba Cyprus Czechia Denmark Ecuador Egypt England Eritrea Estonia Ethiopia Europe Finland Florida France Gabon
Gambia Georgia Germany Ghana Greece Guatemala Guinea Haiti Honduras Hungary Iceland India Indonesia Iran Iraq Ireland Israel
Italy Jamaica Japan Jordan Kazakhstan Kenya Korea Kosovo Kuwait Laos Latvia Lebanon Lesotho Liberia Libya Lithuania London Luxembourg
Madagascar Malawi Malaysia Mali Malta Mauritania Mauritius Mexico Moldova Mongolia Montenegro Morocco Mozambique Myanmar Namibia Nepal
Netherlands Nicaragua Niger Nigeria Norway Oman Pakistan Palestine Panama Paraguay Paris Peru Philippines Poland Portugal Qatar Romania
Russia Rwanda Scotland Senegal Serbia Shanghai Singapore Slovakia Slovenia Somalia Spain Sudan Sweden Switzerland Sydney Syria Taiwan
Tajikistan Tanzania Texas Thailand Togo Tokyo Toronto Tunisia Turkey Uganda Ukraine Uruguay Uzbekistan Venezuela Vietnam Wales Washington
Yemen Zambia Zimbabwe
"""
_PHRASES = """
reinforcement learning|deep reinforcement learning|multi-agent reinforcement learning|model-based reinforcement learning
hierarchical reinforcement learning|offline reinforcement learning|inverse reinforcement learning|safe reinforcement learning
machine learning|deep learning|supervised learning|unsupervised learning|self-supervised learning|semi-supervised learning
transfer learning|meta-learning|federated learning|continual learning|lifelong learning|online learning|active learning
few-shot learning|zero-shot learning|representation learning|imitation learning|learning from demonstration|multi-task learning
neural network|deep neural network|artificial neural network|large language model|language model|vision-language model
large vision-language model|multimodal large language model|foundation model|large multimodal model|knowledge graph
natural language processing|computer vision|artificial intelligence|off-policy evaluation|hyperparameter optimization
domain adaptation|domain generalization|unsupervised domain adaptation|machine translation|neural machine translation
question answering|visual question answering|multi-armed bandit|contextual bandit|knowledge base|directed acyclic graph
intrinsic motivation|multi-task reinforcement learning|meta-reinforcement learning|goal-conditioned reinforcement learning
preference-based reinforcement learning|deep neural net|temporal difference|learning from human feedback|learning from demonstrations|autonomous driving|state of the art
"""
_GENERIC_HEADS = """
problem task process divergence distance error rate score bound equilibrium metric measure accuracy probability
setting game equation inequality ratio norm space graph image system device vehicle data record theory property
recognition detection segmentation classification translation answering generation forecasting tracking parsing
evaluation prediction disease unit processing driving signal noise function matrix complexity gap microscope circuit server department array party drive dimension point vector
index coefficient policy assumption ordering condition domain
freedom resolution art robot odometry view identification interaction distribution actuator actuation interest mass
gravity reality electromyography electromyogram electroencephalogram posteriori tomography manipulator surgery muscle
understanding extraction correction alloy infrared comprehension privacy arrival range assessment completion sensor
ultrasound ranging summarization technology curve satisfiability sight frequency flight speech service diagnosis union
length wave wideband finder pressure assistant multispectral shutter disambiguation conversation precision loop counting
processor spoofing impairment thing grating equilibria camera radar torque strength zoom entity intelligence
recommendation composite polymer tissue injury cord endoscopy gripper exoskeleton prosthesis wheelchair
re-identification path response effect joint robotic disorder relation obstacle pomdp expression display intervention
linking correspondence mode management measurement monitoring node text video volume motor orthosis awareness reliability
dialogue power nanotube acid force stability magnet captioning restoration vessel contact limb rescue level angiography
science treadmill transmission station ellipsoid tube board imagery area fluid collaboration failure boundary surface
sonar event mobility-on-demand stimulation keratoplasty size cone hand line hyperspectral coordination body stiffness
reflex rover microrobot wheel indicator spectroscopy diode mirror marker fin agency degree-of-freedom
degrees-of-freedom intersection-over-union state-of-the-art question-answering entailment typing preference affinity
object lens laser antenna drone satellite glove tendon wire fiber fibre battery cable leg foot limb finger skin needle
catheter implant telescope spectrometer therapy patient user animal insect fish voxel pixel photo photograph picture
scan scanner lidar polarization wavelength aperture illumination reflectance luminance color colour resistance voltage
current temperature viscosity adhesion friction elasticity inertia velocity acceleration position orientation
displacement deformation strain stress load mission terrain road lane pedestrian traffic weather climate water soil
crop food drug gene protein molecule crystal metal
super-resolution deblurring dehazing inpainting captioning spotting tagging navigation scheduling pricing reading gait stance
gesture posture surveillance inspection rehabilitation perception cognition emotion teleoperation trajectory behavior
texture emission exponent corporation constancy predictability tractability convexity formula kappa opportunity expertise
right fertilization converter communication chip delay suspension removal fairness resistivity conductivity
community market election workload leakage poisoning copyright vulnerability drift dimensionality sparsity variance
revisited matter plasticity depression facilitation notion law imagery modality dialect accent licence license patent
"""

NAMES: frozenset[str] = word_set(f"{_FIELDS} {_MODELS} {_THEORY} {_METRICS} {_THINGS} {_VENUES}")
"""Acronyms in their exact case, singular."""

VENUES: frozenset[str] = word_set(_VENUES)
"""Acronyms of conferences and journals, which stand in citations with a year: `CVPR'12`."""
_YEAR = re.compile(r"[-'’ ]?(?:19|20)?\d\d$")

PLACES: frozenset[str] = frozenset(place.casefold() for place in _PLACES.split())
"""Countries, continents and cities, however they are written."""

PHRASES: frozenset[str] = frozenset(
    name_key(phrase) for line in _PHRASES.split("\n") for phrase in line.split("|") if phrase
)
"""Keys of generic expressions."""

HEADS: frozenset[str] = word_set(_GENERIC_HEADS)
"""Last words of expressions that name a task, a quantity or a thing."""


def is_excluded(name: str) -> bool:
    """Tell whether a name is known to be no method and no benchmark.

    >>> is_excluded("MDPs"), is_excluded("Large Language Models"), is_excluded("RECODE")
    (True, True, False)
    >>> is_excluded("CVPR12"), is_excluded("ICML 2019"), is_excluded("GPT4")
    (True, True, False)
    """
    return _is_other_acronym(name) or name_key(name) in PHRASES


def _is_other_acronym(name: str) -> bool:
    return (
        name in NAMES
        or singular(name) in NAMES
        or name.casefold() in PLACES
        or _YEAR.sub("", name) in VENUES
    )


_IS_OTHER_ACRONYM = WordTest(_is_other_acronym)
_IS_HEAD = WordTest(lambda word: singular(word.casefold()) in HEADS)


def are_barred(
    first: Sequence[str],
    last: Sequence[str],
    keys: Sequence[str],
    single: NDArray[numpy.bool_],
) -> NDArray[numpy.int64]:
    """Tell of names, by first and last word and key, whether they are excluded (1), generic (2) or both.

    `single` tells which are one word. What is excluded is generic, too.

    >>> single = numpy.array([True, False, False])
    >>> are_barred(["MDP", "Owl", "Owl"], ["MDP", "process", "Net"], ["", "", ""], single).tolist()
    [3, 2, 0]
    """
    known = numpy.fromiter(map(PHRASES.__contains__, keys), numpy.bool_, len(keys))
    excluded = (_IS_OTHER_ACRONYM.of(first) != 0) & single | known
    told: NDArray[numpy.int64] = excluded + 2 * (excluded | (_IS_HEAD.of(last) != 0))
    return told


def is_generic(long_form: str) -> bool:
    """Tell whether a long form describes a task, a quantity or a field rather than names a method.

    >>> is_generic("Markov decision processes"), is_generic("Hindsight Experience Replay")
    (True, False)
    """
    words = long_form.split()
    return is_excluded(long_form) or (bool(words) and bool(_IS_HEAD[words[-1]]))
