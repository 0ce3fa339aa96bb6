"""The common codes of kinds, procedures and stages, with the words the council has not changed."""

KINDS = [
    ("statutory_complaint", "Statutory complaint"),
    ("corporate_complaint", "Corporate complaint"),
    ("concern", "Concern"),
    ("informal_complaint", "Informal complaint"),
    ("comment", "Comment"),
    ("suggestion", "Suggestion"),
    ("compliment", "Compliment"),
    ("mp_enquiry", "MP enquiry"),
    ("councillor_enquiry", "Councillor enquiry"),
    ("duty_matter", "Duty matter"),
    ("anonymous_report", "Anonymous report"),
    ("worker_change", "Request for another worker"),
]
PROCEDURES = [
    ("children_act", "Children Act procedure"),
    ("corporate", "Corporate procedure"),
    ("none", "No procedure"),
]
STAGES = [
    ("stage_1", "Stage 1"),
    ("stage_2", "Stage 2"),
    ("stage_3", "Stage 3"),
    ("concern", "Concern"),
    ("informal", "Informal"),
    ("enquiry", "Enquiry"),
    ("other", "Other"),
]
