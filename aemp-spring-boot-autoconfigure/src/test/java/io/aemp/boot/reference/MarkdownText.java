package io.aemp.boot.reference;

import java.util.List;

import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.util.SimpleDocTreeVisitor;
import org.jspecify.annotations.Nullable;

/** Parts of a Javadoc comment as a line of Markdown. */
final class MarkdownText extends SimpleDocTreeVisitor<@Nullable Void, StringBuilder> {

	private MarkdownText() {
	}

	static String of(List<? extends DocTree> parts) {
		StringBuilder text = new StringBuilder();
		new MarkdownText().visit(parts, text);
		return text.toString().replaceAll("\\s+", " ").strip();
	}

	@Override
	public @Nullable Void visitText(TextTree text, StringBuilder target) {
		target.append(text.getBody());
		return null;
	}

	@Override
	public @Nullable Void visitLiteral(LiteralTree literal, StringBuilder target) {
		target.append('`').append(literal.getBody().getBody()).append('`');
		return null;
	}

	@Override
	public @Nullable Void visitEntity(EntityTree entity, StringBuilder target) {
		target.append(entity.getName().contentEquals("#64") ? "@" : "&" + entity.getName() + ";");
		return null;
	}

	@Override
	public @Nullable Void visitLink(LinkTree link, StringBuilder target) {
		if (link.getKind() == DocTree.Kind.LINK_PLAIN) {
			return visit(link.getLabel(), target);
		}
		String name = link.getLabel().isEmpty() ? link.getReference().getSignature() : of(link.getLabel());
		target.append('`')
			.append(name.replaceAll("^#|([a-z]+\\.)+(?=[A-Z])|\\(.*\\)$", "").replace('#', '.'))
			.append('`');
		return null;
	}

	@Override
	public @Nullable Void visitStartElement(StartElementTree element, StringBuilder target) {
		target.append('`');
		return null;
	}

	@Override
	public @Nullable Void visitEndElement(EndElementTree element, StringBuilder target) {
		target.append('`');
		return null;
	}

	@Override
	protected @Nullable Void defaultAction(DocTree part, StringBuilder target) {
		throw new IllegalArgumentException("A table of the reference cannot show: " + part);
	}

}
