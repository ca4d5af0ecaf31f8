"""The demonstration paper «Жағалау» of the made-up city Тасөткел: texts, pictures and their drawing code."""
