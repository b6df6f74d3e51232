"""Reads a presentation with python-pptx, which is strict, and says as JSON what stands in it."""

import json
import sys

from pptx import Presentation


def chart(shape):
    plot = shape.chart.plots[0]
    return {
        "categories": [str(category) for category in plot.categories],
        "series": [{"name": series.name, "values": list(series.values)} for series in plot.series],
    }


def slide(one):
    return {
        "title": one.shapes.title.text,
        "charts": [chart(shape) for shape in one.shapes if shape.has_chart],
        "tables": [
            [[cell.text for cell in row.cells] for row in shape.table.rows] for shape in one.shapes if shape.has_table
        ],
        "notes": one.notes_slide.notes_text_frame.text if one.has_notes_slide else "",
    }


print(json.dumps([slide(one) for one in Presentation(sys.argv[1]).slides]))
