"""The recipe of the built-in base model: corpus, tokenizer, training loop, model card."""
