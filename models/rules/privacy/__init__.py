"""Rules about who sees what and how a person is named: visibility, masking, looks at an identity."""
