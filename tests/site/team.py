"""A small glossary that the tests of the page share."""

TEAM = """
[glossary]
name = "team"
title = "Words of the team"
see_also = [{ title = "CNCF Glossary", url = "https://glossary.cncf.io/" }]
[[term]]
name = "MIG"
expansion = "Multi-Instance GPU"
aliases = ["MIG mode"]
definition = "Splits one GPU in hardware, with `nvidia-smi mig`; see [the guide](https://docs.nvidia.com/mig)."
hints = ["slices of an accelerator"]
tags = ["gpu"]
related = ["DRA", "Pod"]
[[term]]
name = "DRA"
expansion = "Dynamic Resource Allocation"
definition = "Hands devices to pods."
[[term]]
name = "DRA"
expansion = "Deep Residual Attention"
definition = "A part of a network."
[[term]]
name = "pod"
definition = "The smallest thing Kubernetes runs."
tags = ["kubernetes"]
[[role]]
name = "Deployers"
definition = "Put models into service."
mottos = ["Ship it."]
"""
