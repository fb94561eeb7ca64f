"""The kgraph task: threat reports in, graphs of entities and relations out."""
