-- CreateIndex
CREATE INDEX "InboundMail_fromAddress_idx" ON "InboundMail"("fromAddress");

-- CreateIndex
CREATE INDEX "InboundMail_caseId_idx" ON "InboundMail"("caseId");
